package io.masklet.cli.run;

import io.masklet.cli.report.Console;
import io.masklet.core.export.CsvWriter;
import io.masklet.core.export.DavisPngWriter;
import io.masklet.core.export.MaskletSink;
import io.masklet.core.export.NpyWriter;
import io.masklet.core.export.OverlayVideo;
import io.masklet.core.export.VideoCocoJson;
import io.masklet.core.file.OutputFile;
import io.masklet.core.frame.FrameSink;
import io.masklet.core.frame.VideoException;
import io.masklet.core.frame.VideoInfo;
import io.masklet.core.mask.Calibration;
import io.masklet.core.video.Mp4Options;
import io.masklet.core.video.PngFolderSink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Opens what a plan of outputs asks for, as one sink. */
final class Outputs {

  private final OutputPlan plan;
  private final Path input;
  private final VideoInfo info;
  private final Map<Integer, String> names;
  private final Calibration calibration;
  private final Console console;

  private Outputs(
      OutputPlan plan,
      Path input,
      VideoInfo info,
      Map<Integer, String> names,
      Calibration calibration,
      Console console) {
    this.plan = plan;
    this.input = input;
    this.info = info;
    this.names = names;
    this.calibration = calibration;
    this.console = console;
  }

  /**
   * @param names of the objects, the n-th for id n
   * @param calibration of the network that makes the masks
   * @throws VideoException if an output exists without {@code --force}, or cannot be created
   */
  static MaskletSink open(
      OutputPlan plan,
      Path input,
      VideoInfo info,
      List<String> names,
      Calibration calibration,
      Console console)
      throws VideoException {
    Map<Integer, String> byId = new TreeMap<>();
    for (String name : names) {
      byId.put(byId.size() + 1, name);
    }
    return open(plan, input, info, byId, calibration, console);
  }

  /**
   * @param names of the objects by id
   * @param calibration of the network that makes the masks
   * @throws VideoException if an output exists without {@code --force}, or cannot be created
   */
  static MaskletSink open(
      OutputPlan plan,
      Path input,
      VideoInfo info,
      Map<Integer, String> names,
      Calibration calibration,
      Console console)
      throws VideoException {
    TeeSink tee = new TeeSink();
    try {
      new Outputs(plan, input, info, names, calibration, console).addTo(tee);
      return tee;
    } catch (VideoException | RuntimeException e) {
      tee.close();
      throw e;
    }
  }

  private void addTo(TeeSink tee) throws VideoException {
    if (plan.overlay() != null) {
      tee.add(new OverlayVideo(mp4(plan.overlay()), info.size(), names));
    }
    if (plan.frames() != null) {
      FrameSink pictures = PngFolderSink.create(plan.frames(), info.size(), plan.force());
      tee.add(new OverlayVideo(pictures, info.size(), names));
    }
    if (plan.masks() != null) {
      tee.add(DavisPngWriter.create(plan.masks(), plan.force()));
    }
    if (plan.json() != null) {
      tee.add(VideoCocoJson.create(plan.json(), names, plan.force()));
    }
    if (plan.csv() != null) {
      tee.add(CsvWriter.create(plan.csv(), calibration, plan.force()));
    }
    if (plan.logits() != null) {
      tee.add(NpyWriter.create(plan.logits(), plan.force()));
    }
  }

  private FrameSink mp4(Path target) throws VideoException {
    OutputFile.begin(target, plan.force()).close(); // begun for good later; complain now
    Mp4Options options = Mp4Options.DEFAULT.withForce(plan.force());
    boolean sound = info.hasAudio() && Files.isRegularFile(input);
    return new LateMp4(target, sound ? options.withSoundFrom(input) : options, console::warn);
  }
}
