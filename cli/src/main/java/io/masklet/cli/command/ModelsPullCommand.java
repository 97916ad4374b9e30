package io.masklet.cli.command;

import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.Console;
import io.masklet.cli.report.ExitCode;
import io.masklet.cli.report.ImportReport;
import io.masklet.cli.report.SizeText;
import io.masklet.cli.run.ImportEnd;
import io.masklet.models.build.ModelImport;
import io.masklet.models.build.ModelPull;
import io.masklet.models.download.Connection;
import io.masklet.models.download.Download;
import io.masklet.models.registry.ModelException;
import io.masklet.models.registry.ModelRegistry;
import io.masklet.models.registry.OfficialModel;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code masklet models pull NAME}. */
@Command(
    name = "pull",
    header = "Download an official checkpoint from its authors, and import it.",
    description = {
      "%nWhat has arrived is kept if the download breaks; the next run goes on from there. The file"
          + " must have the SHA-256 that is known here. Proxies: https_proxy and no_proxy, or"
          + " Java's properties in MASKLET_JAVA_OPTS."
    },
    synopsisHeading = "%nUsage: ",
    sortOptions = false,
    parameterListHeading = "%n",
    optionListHeading = "%n",
    footerHeading = "%nExamples:%n",
    footer = {"  masklet models pull sam2.1-tiny", "  masklet models pull edgetam"})
final class ModelsPullCommand extends Verb {

  @Parameters(paramLabel = "NAME", description = "A name from 'masklet models list'.")
  private @Nullable String name;

  @Mixin private final ImageSizeOption imageSize = new ImageSizeOption();

  @Option(
      names = "--from",
      paramLabel = "ADDRESS",
      description = "Another https:// address where the same file lies.")
  private @Nullable URI from;

  @Option(names = "--force", description = "Replace another model of that name.")
  private boolean force;

  @Override
  ExitCode run(Console console) throws CommandException, IOException {
    OfficialModel model = official(String.valueOf(name));
    URI address = from == null ? model.address() : from;
    console.say(
        "Getting %s, %s, from %s."
            .formatted(model.name(), SizeText.of(model.sizeBytes()), address));
    ImportReport report = new ImportReport(console, System::nanoTime);
    ImportEnd end = ImportEnd.begin(System::nanoTime);
    Download.Patience patience = Download.Patience.usual();
    try {
      var pulled =
          new ModelPull(new ModelImport(), new ModelRegistry())
              .run(
                  new ModelPull.Request(model, address, imageSize.imageSizePx(this), force),
                  Connection.ofUser(patience.connect()),
                  patience,
                  report);
      report.end();
      end.show(console, pulled);
      return ExitCode.OK;
    } catch (ModelException e) {
      throw new CommandException(
          ExitCode.MODEL, "Getting %s: %s.".formatted(model.name(), e.getMessage()), e);
    } finally {
      report.end();
    }
  }

  private static OfficialModel official(String wanted) throws CommandException {
    return OfficialModel.named(wanted)
        .orElseThrow(
            () -> {
              List<String> names = OfficialModel.all().stream().map(OfficialModel::name).toList();
              return new CommandException(
                  ExitCode.MODEL,
                  "Getting %s: expected one of %s. Other checkpoints come in with 'masklet models import FILE'."
                      .formatted(wanted, String.join(", ", names)));
            });
  }
}
