package io.masklet.cli.command;

import io.masklet.cli.report.Console;
import io.masklet.cli.report.ExitCode;
import io.masklet.models.registry.GraphCache;
import io.masklet.models.registry.ModelManifest;
import io.masklet.models.registry.ModelRegistry;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code masklet models}: what models there are. */
@Command(
    name = "models",
    header = "List the models, or tell what one is made of.",
    synopsisHeading = "%nUsage: ",
    sortOptions = false,
    commandListHeading = "%nCommands:%n",
    subcommands = {ModelsCommand.ListModels.class, ModelsCommand.ModelInfo.class})
public final class ModelsCommand extends Verb {

  @Override
  ExitCode run(Console console) {
    return list(console);
  }

  private static ExitCode list(Console console) {
    ModelRegistry registry = new ModelRegistry();
    for (String name : registry.names()) {
      ModelManifest manifest = registry.get(name).manifest();
      console.result(
          String.format(
              Locale.ROOT,
              "%-12s  %s family, input %d px, %s",
              name,
              manifest.family(),
              manifest.network().imageSize(),
              manifest.licence()));
    }
    return ExitCode.OK;
  }

  /** {@code masklet models list}. */
  @Command(
      name = "list",
      header = "List the models.",
      synopsisHeading = "%nUsage: ",
      sortOptions = false)
  static final class ListModels extends Verb {
    @Override
    ExitCode run(Console console) {
      return list(console);
    }
  }

  /** {@code masklet models info NAME}. */
  @Command(
      name = "info",
      header = "Tell what a model is made of and may be used for.",
      synopsisHeading = "%nUsage: ",
      sortOptions = false)
  static final class ModelInfo extends Verb {
    @Parameters(paramLabel = "NAME", description = "A name from 'masklet models list'.")
    private @Nullable String name;

    @Override
    ExitCode run(Console console) {
      ModelManifest manifest = new ModelRegistry().get(String.valueOf(name)).manifest();
      var config = (ModelManifest.Config) manifest.network();
      console.result("name       " + manifest.name() + ", version " + manifest.version());
      console.result("family     " + manifest.family());
      console.result("licence    " + manifest.licence());
      console.result("source     " + manifest.source());
      console.result(String.format(Locale.ROOT, "input      %1$dx%1$d pixels", config.imageSize()));
      console.result(
          String.format(
              Locale.ROOT,
              "network    %s trunk, width %d, memory width %d, %d layers of memory attention",
              config.trunk().type(),
              config.dModel(),
              config.memDim(),
              config.memoryAttention().layers()));
      console.result("weights    SHA-256 " + manifest.sha256());
      console.result("trained    " + facts(manifest.training()));
      console.result("scores     " + facts(manifest.scores()));
      console.result("cache      " + GraphCache.ofUser().models());
      return ExitCode.OK;
    }

    private static String facts(Map<String, Object> facts) {
      if (facts.isEmpty()) {
        return "none recorded";
      }
      return String.join(
          ", ", facts.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList());
    }
  }
}
