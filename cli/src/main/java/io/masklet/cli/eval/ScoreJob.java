package io.masklet.cli.eval;

import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.Console;
import io.masklet.cli.report.ExitCode;
import io.masklet.core.dataset.DavisDataset;
import io.masklet.core.dataset.MaskTree;
import io.masklet.core.eval.DavisRules;
import io.masklet.core.eval.EvaluationException;
import io.masklet.core.eval.Hota;
import io.masklet.core.eval.IdentityScore;
import io.masklet.core.eval.MaskSequence;
import io.masklet.core.eval.ObjectScore;
import io.masklet.core.eval.SavRules;
import io.masklet.core.eval.ScoringRules;
import io.masklet.core.eval.Statistics.Quarters;
import io.masklet.core.eval.TrackOverlap;
import io.masklet.core.eval.YoutubeVosRules;
import io.masklet.core.eval.YoutubeVosScore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One run of {@code masklet eval score}: judges masks that lie in a folder.
 *
 * @param results what is judged
 * @param truth what is right
 * @param rules by which it is judged
 * @param sequences those to judge; empty for all of the truth
 * @param quarters how decay is reckoned
 * @param meta YouTube-VOS: the {@code meta.json} of the truth, or null
 * @param trainMeta YouTube-VOS: that of the training set, whose kinds are the seen ones, or null
 * @param tracks whether HOTA and IDF1 are told as well
 */
public record ScoreJob(
    Path results,
    Path truth,
    Rules rules,
    List<String> sequences,
    Quarters quarters,
    @Nullable Path meta,
    @Nullable Path trainMeta,
    boolean tracks,
    EvalFiles files) {

  /** The rules there are. */
  public enum Rules {
    /** Those of SA-V where every object has a folder of its own, else those of DAVIS. */
    AUTO,
    /** Objects of the first frame, all frames but the first and the last. */
    DAVIS,
    /** Annotated frames but the first and the last, objects from when they are first seen. */
    SAV,
    /** Annotated frames from when objects are first seen, the first and the last too. */
    SAV_ALL,
    /** The frames that meta.json lists, but the first of each object. */
    YOUTUBE
  }

  private record Judge(ScoringRules rules, String words, @Nullable YoutubeVosMeta meta) {}

  /** Judges and tells. */
  public ExitCode run(Console console) throws CommandException, IOException {
    files.requireWritable(inputs());
    MaskTree right = MaskTree.open(truth);
    MaskTree found = MaskTree.open(results);
    Judge judge = judge(right);
    List<ScoredSequence> scored = new ArrayList<>();
    for (Map.Entry<String, MaskSequence> sequence : chosen(right).entrySet()) {
      scored.add(score(judge, sequence.getKey(), sequence.getValue(), right, found));
    }
    List<ObjectScore> objects =
        scored.stream().flatMap(sequence -> sequence.objects().stream()).toList();
    Report report =
        new Report(objects, judge.words, quarters, null, youtube(judge, objects), tracks(scored));
    ReportText.lines(report).forEach(console::result);
    files.write(report, scored, console);
    return ExitCode.OK;
  }

  private List<Path> inputs() {
    List<Path> inputs = new ArrayList<>(List.of(results, truth));
    if (meta != null) {
      inputs.add(meta);
    }
    if (trainMeta != null) {
      inputs.add(trainMeta);
    }
    return inputs;
  }

  private Judge judge(MaskTree right) throws EvaluationException {
    Rules chosen = rules != Rules.AUTO ? rules : right.perObject() ? Rules.SAV : Rules.DAVIS;
    return switch (chosen) {
      case SAV -> new Judge(new SavRules(true), "SA-V, without first and last frame", null);
      case SAV_ALL -> new Judge(new SavRules(false), "SA-V, all annotated frames", null);
      case YOUTUBE -> {
        YoutubeVosMeta listed = YoutubeVosMeta.read(metaFile());
        yield new Judge(
            new YoutubeVosRules(listed.frames()),
            "YouTube-VOS, listed frames but the first",
            listed);
      }
      default -> new Judge(new DavisRules(), words(), null);
    };
  }

  private String words() {
    String words = "DAVIS, without first and last frame";
    return quarters == Quarters.EXACT ? words : words + ", decay as the official scorer has it";
  }

  private Path metaFile() {
    return meta != null ? meta : truth.resolve("meta.json");
  }

  private Map<String, MaskSequence> chosen(MaskTree right) throws EvaluationException {
    if (sequences.isEmpty()) {
      return right.sequences();
    }
    Map<String, MaskSequence> chosen = new java.util.LinkedHashMap<>();
    for (String name : sequences) {
      int before = chosen.size();
      right
          .sequences()
          .forEach(
              (path, masks) -> {
                if (masks.name().equals(name)) {
                  chosen.put(path, masks);
                }
              });
      if (chosen.size() == before) {
        right.get(name); // complains, and says what there is
      }
    }
    return chosen;
  }

  private ScoredSequence score(
      Judge judge, String path, MaskSequence wanted, MaskTree right, MaskTree found)
      throws IOException {
    MaskSequence result = found.get(path);
    List<ObjectScore> objects = judge.rules.score(wanted, result);
    return new ScoredSequence(objects, wanted, result, pictures(wanted.name()), right.perObject());
  }

  private Optional<Path> pictures(String sequence) {
    return DavisDataset.picturesBeside(truth)
        .map(folder -> folder.resolve(sequence))
        .filter(Files::isDirectory);
  }

  private Report.@Nullable Tracks tracks(List<ScoredSequence> scored) throws IOException {
    if (!tracks) {
      return null;
    }
    List<Hota> hota = new ArrayList<>();
    List<IdentityScore> identity = new ArrayList<>();
    for (ScoredSequence sequence : scored) {
      TrackOverlap overlap = TrackOverlap.of(sequence.truth(), sequence.result());
      hota.add(Hota.of(overlap));
      identity.add(IdentityScore.of(overlap));
    }
    return new Report.Tracks(Hota.combined(hota), IdentityScore.combined(identity));
  }

  private @Nullable YoutubeVosScore youtube(Judge judge, List<ObjectScore> objects)
      throws EvaluationException {
    YoutubeVosMeta listed = judge.meta;
    if (listed == null || trainMeta == null) {
      return null;
    }
    Set<String> seen = YoutubeVosMeta.read(trainMeta).allKinds();
    return YoutubeVosScore.of(objects, object -> seen.contains(listed.kindOf(object)));
  }
}
