package io.masklet.cli.command;

import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.Console;
import io.masklet.cli.report.ExitCode;
import io.masklet.cli.report.ImportReport;
import io.masklet.cli.run.ImportEnd;
import io.masklet.models.build.ModelImport;
import io.masklet.models.registry.ModelException;
import io.masklet.models.registry.RegisteredModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code masklet models import FILE}. */
@Command(
    name = "import",
    header =
        "Make a model of a checkpoint file: SAM 2, SAM 2.1 or EdgeTAM, official or fine-tuned.",
    description = {
      "%nThe file is recognised by its weights, whatever its name. It is copied and kept as it is."
    },
    synopsisHeading = "%nUsage: ",
    sortOptions = false,
    parameterListHeading = "%n",
    optionListHeading = "%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  masklet models import sam2.1_hiera_tiny.pt           becomes sam2.1-tiny",
      "  masklet models import run7/checkpoint.pt --name cells"
    })
final class ModelsImportCommand extends Verb {

  @Parameters(
      paramLabel = "FILE",
      description = "A PyTorch checkpoint (.pt, .pth) or a .safetensors file.")
  private @Nullable Path file;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description =
          "What to call the model. Default: the authors' name if it is their file, else after the"
              + " file.")
  private @Nullable String name;

  @Mixin private final ImageSizeOption imageSize = new ImageSizeOption();

  @Option(names = "--force", description = "Replace a model of that name.")
  private boolean force;

  @Override
  ExitCode run(Console console) throws CommandException, IOException {
    Path path = Objects.requireNonNull(file, "required by picocli");
    ImportReport report = new ImportReport(console, System::nanoTime);
    ImportEnd end = ImportEnd.begin(System::nanoTime);
    try {
      RegisteredModel model =
          new ModelImport()
              .run(
                  new ModelImport.Request(path, name, imageSize.imageSizePx(this), force, false),
                  report);
      report.end();
      end.show(console, model);
      return ExitCode.OK;
    } catch (ModelException e) {
      throw new CommandException(
          ExitCode.MODEL, "Importing %s: %s.".formatted(path, e.getMessage()), e);
    } finally {
      report.end();
    }
  }
}
