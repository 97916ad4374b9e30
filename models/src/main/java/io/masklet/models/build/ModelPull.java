package io.masklet.models.build;

import io.masklet.models.download.Connection;
import io.masklet.models.download.Download;
import io.masklet.models.registry.ModelRegistry;
import io.masklet.models.registry.OfficialModel;
import io.masklet.models.registry.RegisteredModel;
import io.masklet.models.registry.Sha256;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Fetches a checkpoint from where its authors publish it, and imports it.
 *
 * @param models imports what was fetched
 * @param registry where it lies then
 */
public record ModelPull(ModelImport models, ModelRegistry registry) {

  /** Told how far it is. */
  public interface Progress extends ModelImport.Progress, Download.Progress {}

  /**
   * What to fetch.
   *
   * @param address where it lies: the authors' own, or another
   * @param imageSizePx side of the input, or 0 for the one it was trained for
   * @param replace whether another model of that name may be replaced
   */
  public record Request(OfficialModel model, URI address, int imageSizePx, boolean replace) {}

  /**
   * Fetches and imports a model. What arrives of the file waits for the next run if this one does
   * not end well; once the model is in the store it is deleted.
   *
   * @throws io.masklet.models.download.DownloadException if the file does not come through
   * @throws IOException if it cannot be written
   */
  public RegisteredModel run(
      Request request, Connection connection, Download.Patience patience, Progress progress)
      throws IOException {
    OfficialModel model = request.model();
    models.requireFree(model.name(), model.sha256(), request.replace());
    Optional<Path> present = present(model);
    Path file = present.orElse(registry.store().downloads().resolve(model.fileName()));
    if (present.isEmpty()) {
      new Download(request.address(), file, model.sizeBytes(), model.sha256())
          .run(connection, patience, progress);
    }
    boolean anew = request.replace() || present.isEmpty(); // what lies there by now is damaged
    RegisteredModel imported =
        models.run(
            new ModelImport.Request(file, model.name(), request.imageSizePx(), anew, true),
            progress);
    if (present.isEmpty()) {
      Files.deleteIfExists(file);
    }
    return imported;
  }

  /** The authors' file, if it lies sound in the store already. */
  private Optional<Path> present(OfficialModel model) throws IOException {
    Path folder = registry.store().folder(model.name());
    Path file = folder.resolve(model.fileName());
    return Files.isRegularFile(file) && Sha256.of(file).equals(model.sha256())
        ? Optional.of(file)
        : Optional.empty();
  }
}
