package io.masklet.cli.eval;

import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.Console;
import io.masklet.cli.run.OutputChecks;
import io.masklet.core.eval.FrameScore;
import io.masklet.core.eval.ObjectScore;
import io.masklet.core.file.OutputFile;
import io.masklet.core.file.OutputFolder;
import io.masklet.core.render.ContactSheet;
import io.masklet.core.render.CurvePlot;
import io.masklet.core.render.CurvePlot.Curve;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the figures go besides the terminal; null for what nobody asked for.
 *
 * @param json every figure
 * @param csv a line a frame and object
 * @param plots folder of a curve a sequence, and a sheet of the worst frames
 * @param keep folder of the masks, a folder a sequence
 * @param force whether outputs that exist may be replaced
 */
public record EvalFiles(
    @Nullable Path json,
    @Nullable Path csv,
    @Nullable Path plots,
    @Nullable Path keep,
    boolean force) {

  private static final String PLOT_NAMES = "[\\w.-]+\\.svg|worst\\.png";
  private static final String SHEET = "worst.png";

  /**
   * Refuses, before any work, outputs that exist or would harm what is read.
   *
   * @param inputs all that is read
   */
  void requireWritable(List<Path> inputs) throws CommandException, IOException {
    OutputChecks.requireApart(
        Stream.of(json, csv, plots, keep).filter(Objects::nonNull).toList(), inputs);
    for (Path file : Stream.of(json, csv).filter(Objects::nonNull).toList()) {
      OutputFile.begin(file, force).close();
    }
    if (plots != null) {
      OutputFolder.begin(plots, force, PLOT_NAMES).close();
    }
  }

  /** Writes what was asked for; masks are kept as they come, by others. */
  void write(Report report, List<ScoredSequence> sequences, Console console) throws IOException {
    if (json != null) {
      write(json, ReportJson.of(report), console);
    }
    if (csv != null) {
      write(csv, table(report), console);
    }
    if (plots != null) {
      plot(plots, sequences, console);
    }
  }

  /** Writes a text file whole or not at all. */
  void write(Path target, String text, Console console) throws IOException {
    try (OutputFile file = OutputFile.begin(target, force)) {
      Files.writeString(file.part(), text.endsWith("\n") ? text : text + "\n");
      file.finish();
    }
    console.say("Wrote " + target + ".");
  }

  private static String table(Report report) {
    StringBuilder csv = new StringBuilder("sequence,object,frame,j,f\n");
    for (ObjectScore object : report.objects()) {
      for (FrameScore frame : object.frames()) {
        csv.append(
            String.format(
                Locale.ROOT,
                "%s,%d,%s,%.9f,%.9f%n",
                object.sequence(),
                object.objectId(),
                frame.frame(),
                frame.j(),
                frame.f()));
      }
    }
    return csv.toString();
  }

  private void plot(Path target, List<ScoredSequence> sequences, Console console)
      throws IOException {
    try (OutputFolder folder = OutputFolder.begin(target, force, PLOT_NAMES)) {
      for (ScoredSequence sequence : sequences) {
        String name = sequence.truth().name();
        Path file = folder.file(name.replaceAll("[^\\w.-]", "_") + suffix(sequence) + ".svg");
        Files.writeString(file, curves(name, sequence.objects()).toSvg());
      }
      ContactSheet sheet = WorstFrames.sheet(sequences);
      if (!sheet.isEmpty()) {
        try (OutputStream out =
            new BufferedOutputStream(Files.newOutputStream(folder.file(SHEET)))) {
          sheet.writePng(out);
        }
      }
      folder.finish();
    }
    console.say("Wrote " + target + ".");
  }

  /** Where every object is a sequence of its own, their plots must not share a name. */
  private static String suffix(ScoredSequence sequence) {
    return sequence.perObject() && !sequence.objects().isEmpty()
        ? "-" + sequence.objects().get(0).objectId()
        : "";
  }

  private static CurvePlot curves(String sequence, List<ObjectScore> objects) {
    List<Curve> curves =
        objects.stream()
            .map(
                object ->
                    new Curve(
                        "object " + object.objectId(),
                        object.objectId(),
                        object.frames().stream().map(FrameScore::j).toList()))
            .toList();
    return new CurvePlot("J of " + sequence, "J", curves);
  }
}
