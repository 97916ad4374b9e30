package io.masklet.cli.eval;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.Console;
import io.masklet.cli.report.ExitCode;
import io.masklet.cli.report.Interruption;
import io.masklet.cli.run.ModelChoice;
import io.masklet.core.dataset.DavisDataset;
import io.masklet.core.eval.ClicksNeeded;
import io.masklet.core.eval.DavisRules;
import io.masklet.core.eval.MaskSequence;
import io.masklet.tracker.network.ort.OrtNetwork;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One run of {@code masklet eval clicks}: a simulated person corrects every object of a data set,
 * each alone.
 *
 * @param data where pictures and truth lie
 * @param sequences those to use, in order
 * @param mode how the person works
 * @param passes in offline mode: which ways corrections are followed
 * @param rounds frames that may be corrected
 * @param clicks on each of them
 * @param every with pictures: every so many frames of a video; 0 for its first alone
 */
public record ClicksJob(
    DavisDataset data,
    List<String> sequences,
    Mode mode,
    Passes passes,
    int rounds,
    int clicks,
    int every,
    ModelChoice model,
    EvalFiles files) {

  private static final double[] GOOD_ENOUGH = {0.85, 0.90};

  /** How the person works. */
  public enum Mode {
    /** Looks through the whole clip, corrects its worst frame, has it tracked anew. */
    OFFLINE,
    /** Looks through the clip once, and corrects where it goes wrong. */
    ONLINE,
    /** Corrects single pictures until they are good enough. */
    IMAGE
  }

  /** Which ways a correction is followed through the clip. */
  public enum Passes {
    /** Forward, so that it changes its frame and those after it. */
    ONE,
    /** Forward and backward, blended between corrections, as a session does. */
    BOTH
  }

  /** Clicks and tells. */
  public ExitCode run(Console console) throws CommandException, IOException {
    files.requireWritable(List.of(data.root()));
    List<MaskSequence> truths = new ArrayList<>();
    for (String sequence : sequences) { // complain before the long run
      MaskSequence truth = data.truthOf(sequence);
      Pictures.open(data.picturesOf(sequence), truth);
      DavisRules.objects(truth);
      truths.add(truth);
    }
    try (Interruption interruption = Interruption.listen(console);
        OrtNetwork network = model.open(console)) {
      console.say("Model: " + model.name() + ". Device: " + network.deviceLine() + ".");
      ClickStudy study = new ClickStudy(network, clicks, interruption::isRequested);
      boolean done =
          mode == Mode.IMAGE ? pictures(study, truths, console) : clips(study, truths, console);
      return done ? ExitCode.OK : ExitCode.INTERRUPTED;
    }
  }

  /** Whether it came to its end. */
  private boolean clips(ClickStudy study, List<MaskSequence> truths, Console console)
      throws CommandException, IOException {
    List<List<ClickRound>> objects = new ArrayList<>();
    boolean stopped = false;
    for (MaskSequence truth : truths) {
      for (int id : DavisRules.objects(truth)) {
        ObjectClip clip = ObjectClip.read(data, truth, id);
        List<ClickRound> found =
            mode == Mode.OFFLINE ? study.offline(clip, rounds, passes) : study.online(clip, rounds);
        stopped |= found.isEmpty();
        if (!stopped) {
          objects.add(found);
          console.say(progress(clip, found));
        }
      }
    }
    if (!objects.isEmpty()) {
      ClicksReport report = new ClicksReport(mode, passes, clicks, objects);
      report.lines().forEach(console::result);
      writeJson(report.toJson(), console);
    }
    return !stopped;
  }

  private static String progress(ObjectClip clip, List<ClickRound> rounds) {
    return String.format(
        Locale.ROOT,
        "%s object %d: J&F %.3f after the first frame, %.3f after %d",
        clip.sequence(),
        clip.objectId(),
        rounds.get(0).score().jAndF(),
        rounds.get(rounds.size() - 1).score().jAndF(),
        rounds.get(rounds.size() - 1).promptedFrames());
  }

  private boolean pictures(ClickStudy study, List<MaskSequence> truths, Console console)
      throws IOException {
    List<List<Double>> pictures = new ArrayList<>();
    for (MaskSequence truth : truths) {
      for (int id : DavisRules.objects(truth)) {
        ObjectClip clip = ObjectClip.read(data, truth, id);
        for (int frame = 0; frame < clip.frameCount(); frame += every) {
          if (study.cancelled().getAsBoolean()) {
            return false;
          }
          if (!clip.truth().get(frame).isEmpty()) {
            pictures.add(study.onPicture(clip, frame));
          }
          if (every == 0) {
            break;
          }
        }
      }
    }
    tell(pictures, console);
    return true;
  }

  private void tell(List<List<Double>> pictures, Console console) throws IOException {
    ObjectNode json = new JsonMapper().createObjectNode();
    json.put("mode", "image");
    json.put("pictures", pictures.size());
    json.put("cap", ClickStudy.MOST_CLICKS_ON_A_PICTURE);
    console.result("Clicks on " + pictures.size() + " pictures until they are good enough:");
    for (double threshold : GOOD_ENOUGH) {
      ClicksNeeded needed =
          ClicksNeeded.of(pictures, threshold, ClickStudy.MOST_CLICKS_ON_A_PICTURE);
      int percent = (int) Math.round(100 * threshold);
      console.result(
          String.format(
              Locale.ROOT,
              "NoC@%d  %.2f clicks; %.1f %% never got there in %d",
              percent,
              needed.meanClicks(),
              100 * needed.failedShare(),
              ClickStudy.MOST_CLICKS_ON_A_PICTURE));
      json.put("noc_" + percent, needed.meanClicks());
      json.put("failed_" + percent, needed.failedShare());
    }
    writeJson(json.toPrettyString(), console);
  }

  private void writeJson(String text, Console console) throws IOException {
    if (files.json() != null) {
      files.write(files.json(), text, console);
    }
  }
}
