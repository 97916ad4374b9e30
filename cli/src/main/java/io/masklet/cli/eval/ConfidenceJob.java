package io.masklet.cli.eval;

import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.Console;
import io.masklet.cli.report.ExitCode;
import io.masklet.cli.report.Interruption;
import io.masklet.cli.report.ProgressReport;
import io.masklet.cli.run.Calibrations;
import io.masklet.cli.run.ModelChoice;
import io.masklet.cli.run.OutputChecks;
import io.masklet.core.dataset.DavisDataset;
import io.masklet.core.eval.DavisRules;
import io.masklet.core.eval.MaskSequence;
import io.masklet.core.file.OutputFile;
import io.masklet.core.review.NeedsYou;
import io.masklet.tracker.TrackerConfig;
import io.masklet.tracker.network.ort.OrtNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One run of {@code masklet eval confidence}.
 *
 * @param data where pictures and truth lie
 * @param sequences those to track, in order
 * @param first how objects are shown
 * @param model which model, on which device
 * @param json every figure, or null
 * @param plot an SVG of reliability diagrams, or null
 * @param force whether outputs that exist may be replaced
 */
public record ConfidenceJob(
    DavisDataset data,
    List<String> sequences,
    FirstPrompt first,
    ModelChoice model,
    @Nullable Path json,
    @Nullable Path plot,
    boolean force) {

  /** Tracks, compares and tells. */
  public ExitCode run(Console console) throws CommandException, IOException {
    List<Path> outputs = Stream.of(json, plot).filter(Objects::nonNull).toList();
    OutputChecks.requireApart(outputs, List.of(data.root()));
    for (Path output : outputs) { // complain before the long run
      OutputFile.begin(output, force).close();
    }
    List<MaskSequence> truths = new ArrayList<>();
    for (String sequence : sequences) {
      MaskSequence truth = data.truthOf(sequence);
      Pictures.open(data.picturesOf(sequence), truth);
      DavisRules.objects(truth);
      truths.add(truth);
    }
    List<CheckedTrack> tracks = new ArrayList<>();
    try (Interruption interruption = Interruption.listen(console);
        OrtNetwork network = model.open(console)) {
      console.say("Model: " + model.name() + ". Device: " + network.deviceLine() + ".");
      SequenceRun run = new SequenceRun(network, first, TrackerConfig.defaults());
      for (MaskSequence truth : truths) {
        ProgressReport progress =
            new ProgressReport(console, 0, -1, interruption::isRequested, System::nanoTime);
        tracks.addAll(CheckedTrack.of(run, data, truth, progress));
        progress.end();
        if (interruption.isRequested()) {
          console.warn("Stopped; there are no figures, since they are those of all sequences.");
          return ExitCode.INTERRUPTED;
        }
      }
    }
    tell(tracks, console);
    return ExitCode.OK;
  }

  private void tell(List<CheckedTrack> tracks, Console console)
      throws CommandException, IOException {
    Confidence confidence =
        new Confidence(tracks, Calibrations.of(model.name()), NeedsYou.fitted());
    if (!confidence.isJudgeable()) {
      throw new CommandException(
          ExitCode.INPUT,
          "Judging confidence: expected masks of objects that the truth shows in frames besides the"
              + " first, found none in "
              + data.root()
              + ".");
    }
    ConfidenceReport report = new ConfidenceReport(confidence);
    report.lines().forEach(console::result);
    write(json, report.toJson(), console);
    write(plot, report.toSvg(), console);
  }

  private void write(@Nullable Path target, String text, Console console) throws IOException {
    if (target != null) {
      try (OutputFile file = OutputFile.begin(target, force)) {
        Files.writeString(file.part(), text.endsWith("\n") ? text : text + "\n");
        file.finish();
      }
      console.say("Wrote " + target + ".");
    }
  }
}
