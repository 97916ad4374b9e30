package io.masklet.cli.eval;

import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.Console;
import io.masklet.cli.report.ExitCode;
import io.masklet.cli.report.Interruption;
import io.masklet.cli.report.ProgressReport;
import io.masklet.cli.run.ModelChoice;
import io.masklet.cli.run.ProcessMemory;
import io.masklet.core.dataset.DavisDataset;
import io.masklet.core.eval.DavisRules;
import io.masklet.core.eval.MaskSequence;
import io.masklet.core.eval.ObjectScore;
import io.masklet.core.eval.Statistics.Quarters;
import io.masklet.tracker.TrackerConfig;
import io.masklet.tracker.network.ort.OrtNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One run of {@code masklet eval davis}: tracks every sequence of a data set, judges the masks and
 * tells what it cost.
 *
 * @param data where pictures and truth lie
 * @param sequences those to track, in order
 * @param first how objects are shown
 * @param model which model, on which device
 * @param quarters how decay is reckoned
 */
public record DavisJob(
    DavisDataset data,
    List<String> sequences,
    FirstPrompt first,
    ModelChoice model,
    Quarters quarters,
    EvalFiles files) {

  /** Tracks, judges and tells. */
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
      return new Pass(network, interruption, console).run(truths);
    }
  }

  /** One way through all sequences. */
  private final class Pass {
    private final OrtNetwork network;
    private final Interruption interruption;
    private final Console console;
    private final List<ScoredSequence> scored = new ArrayList<>();
    private final Map<String, Speed> speeds = new LinkedHashMap<>();
    private OptionalLong peakMiB = OptionalLong.empty();

    Pass(OrtNetwork network, Interruption interruption, Console console) {
      this.network = network;
      this.interruption = interruption;
      this.console = console;
    }

    ExitCode run(List<MaskSequence> truths) throws IOException {
      for (MaskSequence truth : truths) {
        if (!track(truth)) {
          console.warn("Stopped; the figures are those of the sequences done so far.");
          break;
        }
      }
      if (!scored.isEmpty()) {
        tell();
      }
      return interruption.isRequested() ? ExitCode.INTERRUPTED : ExitCode.OK;
    }

    /** Whether the sequence was done to its end. */
    private boolean track(MaskSequence truth) throws IOException {
      SequenceRun run = new SequenceRun(network, first, TrackerConfig.defaults());
      ProgressReport progress =
          new ProgressReport(console, 0, -1, interruption::isRequested, System::nanoTime);
      SequenceRun.Result result = run.track(data, truth, progress);
      progress.end();
      if (result.cancelled()) {
        return false;
      }
      peakMiB = ProcessMemory.peakMiB();
      speeds.put(truth.name(), result.speed());
      if (files.keep() != null) {
        KeptMasks.write(files.keep(), result.masks(), files.force());
      }
      judge(truth, result);
      return true;
    }

    private void judge(MaskSequence truth, SequenceRun.Result result) throws IOException {
      List<ObjectScore> objects = new DavisRules().score(truth, result.masks());
      Optional<Path> pictures = Optional.of(data.picturesOf(truth.name()));
      scored.add(new ScoredSequence(objects, truth, result.masks(), pictures, false));
      console.say(
          String.format(
              Locale.ROOT,
              "%s: J&F %.3f, %.1f frames/s",
              truth.name(),
              objects.stream().mapToDouble(ObjectScore::jAndF).average().orElseThrow(),
              result.speed().framesPerSecond()));
    }

    private void tell() throws IOException {
      List<ObjectScore> objects =
          scored.stream().flatMap(sequence -> sequence.objects().stream()).toList();
      Report report =
          new Report(objects, "DAVIS, without first and last frame", quarters, facts(), null, null);
      ReportText.lines(report).forEach(console::result);
      files.write(report, scored, console);
    }

    private RunFacts facts() {
      return new RunFacts(
          model.name(),
          network.spec().modelSidePx(),
          first.toString(),
          network.deviceLine(),
          model.options().threads(),
          Machine.describe(),
          speeds,
          peakMiB);
    }
  }
}
