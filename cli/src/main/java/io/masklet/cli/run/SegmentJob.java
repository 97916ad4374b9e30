package io.masklet.cli.run;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.masklet.cli.prompt.PromptPlan;
import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.Console;
import io.masklet.cli.report.ExitCode;
import io.masklet.core.file.OutputFile;
import io.masklet.core.file.Png;
import io.masklet.core.frame.Frame;
import io.masklet.core.frame.FrameSource;
import io.masklet.core.frame.VideoException;
import io.masklet.core.geom.Size;
import io.masklet.core.mask.Bitmap;
import io.masklet.core.mask.MaskObservation;
import io.masklet.core.mask.Rle;
import io.masklet.core.prompt.Prompt;
import io.masklet.core.render.OverlayRenderer;
import io.masklet.core.video.FrameSources;
import io.masklet.tracker.ImageSegmenter;
import io.masklet.tracker.ImageSegmenter.Answer;
import io.masklet.tracker.ImageSegmenter.Candidate;
import io.masklet.tracker.network.ort.OrtNetwork;
import io.masklet.tracker.pipeline.PlannedObject;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run of {@code masklet segment}.
 *
 * @param input the picture; of a video the first frame
 * @param prompts one object, shown by points or a box, of no particular time
 * @param out name of the pictures, a number goes before its ending
 * @param json where to write masks as data, or null
 * @param force whether outputs that exist may be replaced
 */
public record SegmentJob(
    Path input,
    PromptPlan prompts,
    ModelChoice model,
    Path out,
    @Nullable Path json,
    boolean force) {

  private static final JsonMapper JSON = new JsonMapper();

  private static final int ANSWERS = 3;

  /** Segments and writes. */
  public ExitCode run(Console console) throws CommandException, IOException {
    OutputChecks.requireApart(outputs(), List.of(input));
    List<OutputFile> files = new ArrayList<>();
    try (FrameSource source = FrameSources.openHere(input, FrameSources.DEFAULT_FOLDER_FPS)) {
      PlannedObject object = prompts.forVideo(source.info().size()).get(0);
      object.requireInside(source.info().size());
      Prompt.Points points = (Prompt.Points) object.prompts().get(0).prompt();
      for (Path output : outputs()) {
        files.add(OutputFile.begin(output, force));
      }
      write(source, points, files, console);
      return ExitCode.OK;
    } finally {
      files.forEach(OutputFile::close);
    }
  }

  /** All that will be written: the pictures in order, then the data. */
  private List<Path> outputs() {
    List<Path> outputs = new ArrayList<>();
    for (int n = 1; n <= ANSWERS; n++) {
      outputs.add(numbered(n));
    }
    if (json != null) {
      outputs.add(json);
    }
    return outputs;
  }

  private void write(
      FrameSource source, Prompt.Points points, List<OutputFile> files, Console console)
      throws CommandException, IOException {
    Frame picture = source.next();
    if (picture == null) {
      throw new CommandException(
          ExitCode.INPUT, "Reading %s: expected a picture, found none.".formatted(input));
    }
    try (picture;
        OrtNetwork network = model.open(console)) {
      console.say("Model: " + model.name() + ". Device: " + network.deviceLine() + ".");
      Answer answer = new ImageSegmenter(network).segment(picture, points);
      if (answer.objectScore() <= 0) {
        console.warn(
            "the network sees no object there; click nearer to its middle or draw a box around"
                + " it.");
      }
      writeFiles(picture, answer, files, console);
    }
  }

  private void writeFiles(Frame picture, Answer answer, List<OutputFile> files, Console console)
      throws VideoException {
    ArrayNode answers = JSON.createArrayNode();
    List<String> results = new ArrayList<>();
    for (int n = 1; n <= ANSWERS; n++) {
      Candidate candidate = answer.candidates().get(n - 1);
      Bitmap mask = candidate.logits().toBitmap();
      OutputFile file = files.get(n - 1);
      writeOverlay(file, picture, mask, n);
      answers.add(toJson(mask, candidate));
      results.add(
          String.format(
              Locale.ROOT,
              "%d  predicted IoU %.3f  %5.1f %% of the picture  %s",
              n,
              candidate.predictedIou(),
              100.0 * mask.areaPx() / mask.size().areaPx(),
              numbered(n)));
    }
    if (json != null) {
      ObjectNode root = JSON.createObjectNode();
      root.put("image", input.toString());
      root.put("object_score", answer.objectScore());
      root.set("answers", answers);
      writeJson(files.get(ANSWERS), root);
    }
    for (OutputFile file : files) {
      file.finish();
    }
    results.forEach(console::result);
    if (json != null) {
      console.say("Wrote " + json);
    }
  }

  private static void writeOverlay(OutputFile file, Frame picture, Bitmap mask, int n)
      throws VideoException {
    Size size = picture.size();
    ByteBuffer canvas = Frame.allocate(0, 0, size).rgb();
    canvas.put(0, picture.rgb(), 0, canvas.capacity());
    MaskObservation found = new MaskObservation(n, mask, null, 1, 1);
    new OverlayRenderer(size, Map.of(n, "answer " + n)).draw(canvas, List.of(found));
    try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(file.part()))) {
      Png.writeRgb(stream, size, canvas);
    } catch (IOException e) {
      throw file.failure(e);
    }
  }

  private static void writeJson(OutputFile file, ObjectNode root) throws VideoException {
    try {
      Files.writeString(file.part(), root.toPrettyString() + "\n");
    } catch (IOException e) {
      throw file.failure(e);
    }
  }

  private static ObjectNode toJson(Bitmap mask, Candidate candidate) {
    Size size = mask.size();
    ObjectNode answer = JSON.createObjectNode();
    answer.put("predicted_iou", candidate.predictedIou());
    answer.put("area", mask.areaPx());
    mask.box()
        .ifPresent(
            box -> {
              ArrayNode xywh = answer.putArray("bbox");
              xywh.add(box.x0()).add(box.y0()).add(box.width()).add(box.height());
            });
    ObjectNode segmentation = answer.putObject("segmentation");
    segmentation.putArray("size").add(size.heightPx()).add(size.widthPx());
    segmentation.put("counts", Rle.encode(mask).counts());
    return answer;
  }

  /** {@code cat.png} with 2 gives {@code cat-2.png}. */
  private Path numbered(int n) {
    String name = String.valueOf(out.getFileName());
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    String ending = dot > 0 ? name.substring(dot) : ".png";
    return out.resolveSibling(stem + "-" + n + ending);
  }
}
