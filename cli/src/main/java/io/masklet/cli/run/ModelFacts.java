package io.masklet.cli.run;

import io.masklet.cli.report.SizeText;
import io.masklet.models.build.CachedGraphs;
import io.masklet.models.registry.BuiltModel;
import io.masklet.models.registry.GraphCache;
import io.masklet.models.registry.ModelManifest;
import io.masklet.models.registry.ModelRegistry;
import io.masklet.models.registry.OfficialModel;
import io.masklet.models.registry.Provenance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What there is to know of one model, a line each.
 *
 * @param registry the models
 * @param cache their graphs
 */
public record ModelFacts(ModelRegistry registry, GraphCache cache) {

  /** Those of this user. */
  public static ModelFacts ofUser() {
    return new ModelFacts(new ModelRegistry(), GraphCache.ofUser());
  }

  /** The facts of {@code name}, which may also be one that can be pulled. */
  public List<String> of(String name) throws IOException {
    List<String> facts = new ArrayList<>();
    if (!registry.names().contains(name) && OfficialModel.named(name).isPresent()) {
      addOfficial(facts, OfficialModel.named(name).get());
      return facts;
    }
    ModelManifest manifest = registry.get(name).manifest();
    facts.add("name       " + manifest.name() + ", version " + manifest.version());
    facts.add("family     " + manifest.family());
    facts.add("licence    " + manifest.licence());
    facts.add("source     " + manifest.source());
    facts.add("input      " + input(manifest.network()));
    if (manifest.network() instanceof ModelManifest.Checkpoint file) {
      addFile(facts, manifest, file);
    } else if (manifest.network() instanceof ModelManifest.Config config) {
      addNetwork(facts, manifest, config);
    }
    addGraphs(facts, manifest);
    return facts;
  }

  private static void addOfficial(List<String> facts, OfficialModel model) {
    facts.add("name       " + model.name() + ", not on this machine");
    facts.add("family     " + model.family());
    facts.add("licence    " + model.licence());
    facts.add("source     " + model.address());
    facts.add("weights    " + SizeText.of(model.sizeBytes()) + ", SHA-256 " + model.sha256());
    facts.add("get it     masklet models pull " + model.name());
  }

  private static String input(ModelManifest.Network network) {
    int side = network.imageSize();
    String text = side + "x" + side + " pixels";
    return side == network.trainedImageSize()
        ? text
        : text + "; not trained for this size, but for " + network.trainedImageSize();
  }

  private void addFile(List<String> facts, ModelManifest manifest, ModelManifest.Checkpoint file) {
    boolean official = OfficialModel.ofFile(manifest.sha256()).isPresent();
    facts.add("weights    SHA-256 " + manifest.sha256());
    facts.add(
        "           "
            + (official ? "as its authors publish them" : "not an official file")
            + ", "
            + SizeText.of(file.sizeBytes())
            + ", imported "
            + file.imported());
    facts.add("file       " + registry.store().folder(manifest.name()).resolve(file.file()));
  }

  private static void addNetwork(
      List<String> facts, ModelManifest manifest, ModelManifest.Config config) {
    facts.add(
        String.format(
            Locale.ROOT,
            "network    %s trunk, width %d, memory width %d, %d layers of memory attention",
            config.trunk().type(),
            config.dModel(),
            config.memDim(),
            config.memoryAttention().layers()));
    facts.add("weights    SHA-256 " + manifest.sha256());
    facts.add("trained    " + facts(manifest.training()));
    facts.add("scores     " + facts(manifest.scores()));
  }

  private void addGraphs(List<String> facts, ModelManifest manifest) throws IOException {
    List<CachedGraphs> all = CachedGraphs.in(cache, manifest.name());
    facts.add("cache      " + cache.models());
    if (all.isEmpty()) {
      facts.add("graphs     none; they are built at the first use");
    }
    for (CachedGraphs graphs : all) {
      facts.add("graphs     " + graphs.folder() + ", " + SizeText.of(graphs.sizeBytes()));
      facts.add("           " + state(graphs.provenance(), graphs.isUsable(manifest.sha256())));
      for (Map.Entry<String, String> fact : metadata(graphs).entrySet()) {
        facts.add("           " + fact.getKey() + " = " + fact.getValue());
      }
    }
  }

  private static String state(@Nullable Provenance made, boolean usable) {
    return made == null || !usable
        ? "of other weights or another builder; 'masklet models prune' deletes them"
        : "in use, " + made.options();
  }

  private static Map<String, String> metadata(CachedGraphs graphs) throws IOException {
    try {
      return graphs.metadata(BuiltModel.IMAGE_ENCODER);
    } catch (IOException e) {
      return Map.of("image_encoder.onnx", "cannot be read; 'masklet models verify' says more");
    }
  }

  private static String facts(Map<String, Object> facts) {
    if (facts.isEmpty()) {
      return "none recorded";
    }
    return String.join(
        ", ", facts.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList());
  }
}
