package io.masklet.models.build;

import io.masklet.core.mask.Calibration;
import io.masklet.models.checkpoint.Checkpoint;
import io.masklet.models.checkpoint.StateDict;
import io.masklet.models.registry.DiskSpace;
import io.masklet.models.registry.GraphCache;
import io.masklet.models.registry.ModelException;
import io.masklet.models.registry.ModelManifest;
import io.masklet.models.registry.ModelName;
import io.masklet.models.registry.ModelRegistry;
import io.masklet.models.registry.ModelStore;
import io.masklet.models.registry.OfficialModel;
import io.masklet.models.registry.RegisteredModel;
import io.masklet.models.registry.Sha256;
import io.masklet.models.registry.Weights;
import io.masklet.models.sam2.Recognition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes a model of a checkpoint file: recognises it, builds its graphs and puts it into the store.
 *
 * <p>The model appears in the store in one step when all of that is done; whatever fails before
 * leaves the store as it was. Several threads and processes may import at once.
 */
public final class ModelImport {

  private final ModelRegistry registry;
  private final ModelBuilder builder;

  /** Into the store of this user. */
  public ModelImport() {
    this(new ModelRegistry(), GraphCache.ofUser());
  }

  public ModelImport(ModelRegistry registry, GraphCache cache) {
    this.registry = registry;
    this.builder = new ModelBuilder(registry, cache);
  }

  /**
   * What to import.
   *
   * @param file the checkpoint; it is read and stays as it is
   * @param name what to call the model, or null for the name its weights suggest
   * @param imageSizePx side of the input, or 0 for the one it was trained for
   * @param replace whether a model of that name may be replaced
   * @param takeOver whether the file is ours, so that the store may keep it instead of a copy
   */
  public record Request(
      Path file, @Nullable String name, int imageSizePx, boolean replace, boolean takeOver) {}

  /** Told how far it is. */
  public interface Progress extends ModelBuilder.Progress {

    /** Called once, when it is known what the file is. */
    void recognised(ModelManifest manifest);
  }

  /**
   * Imports a model.
   *
   * @return the model as it lies in the store, its graphs built
   * @throws io.masklet.models.checkpoint.CheckpointException if the file is not a checkpoint of a
   *     known network
   * @throws ModelException if the name is taken, or the disk too full
   */
  public RegisteredModel run(Request request, Progress progress) {
    StateDict weights = Checkpoint.read(request.file());
    ModelManifest manifest = manifest(request, Recognition.of(weights));
    boolean isThere = isThere(manifest, request.replace());
    progress.recognised(manifest);
    if (!isThere && !request.takeOver()) {
      DiskSpace.require(folder(manifest), sizeBytes(manifest), "Importing " + manifest.name());
    }
    builder.ensureBuilt(
        new RegisteredModel(manifest, known(manifest.sha256(), weights)),
        BuildOptions.defaults(),
        progress);
    if (!isThere) {
      publish(request, manifest);
    }
    return registry.get(manifest.name());
  }

  private static ModelManifest manifest(Request request, Recognition recognition) {
    Path file = request.file();
    try {
      String hash = Sha256.of(file);
      Optional<OfficialModel> official = OfficialModel.ofFile(hash);
      String name = request.name() == null ? name(file, recognition, official) : request.name();
      int trained = recognition.imageSizePx();
      return new ModelManifest(
          ModelName.require(name),
          official.isPresent() ? "official" : hash.substring(0, 8),
          recognition.family(),
          official.map(OfficialModel::licence).orElse("not recorded; ask whoever made the file"),
          official
              .map(model -> model.address().toString())
              .orElseGet(() -> file.toAbsolutePath().normalize().toString()),
          hash,
          new ModelManifest.Checkpoint(
              storedName(String.valueOf(file.getFileName())),
              Files.size(file),
              recognition.size(),
              request.imageSizePx() == 0 ? trained : request.imageSizePx(),
              trained,
              Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()),
          Map.of(),
          Map.of(),
          Calibration.NONE);
    } catch (IOException e) {
      throw new ModelException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The file keeps its name, unless that is the manifest's. */
  private static String storedName(String fileName) {
    String manifest = String.valueOf(ModelStore.manifestIn(Path.of("")).getFileName());
    return fileName.equalsIgnoreCase(manifest) ? "weights-" + fileName : fileName;
  }

  /** The authors' name for the authors' file, told by content or by file name; else the file's. */
  private static String name(Path file, Recognition recognition, Optional<OfficialModel> official) {
    String own = ModelName.ofFile(String.valueOf(file.getFileName()));
    return official
        .or(() -> OfficialModel.named(recognition.name()).filter(model -> model.isCalled(own)))
        .map(OfficialModel::name)
        .orElse(own);
  }

  /**
   * Refuses a name that other weights have.
   *
   * @param replace whether they may be replaced
   */
  void requireFree(String name, String sha256, boolean replace) {
    if (ModelRegistry.isEmbedded(name)) {
      throw new ModelException(
          "the name %s belongs to the model that travels with Masklet; choose another with --name"
              .formatted(name));
    }
    if (replace) {
      return;
    }
    registry
        .store()
        .find(name)
        .filter(model -> !model.manifest().sha256().equals(sha256))
        .ifPresent(
            model -> {
              throw new ModelException(
                  "there is a model called %s already, with other weights (from %s); choose another"
                          .formatted(name, model.manifest().source())
                      + " name with --name, or replace it with --force");
            });
  }

  /**
   * Whether the same model is in the store already, wanting no more than its graphs. Who wants to
   * replace it may have found its file damaged.
   */
  private boolean isThere(ModelManifest manifest, boolean replace) {
    requireFree(manifest.name(), manifest.sha256(), replace);
    return !replace
        && registry
            .store()
            .find(manifest.name())
            .map(RegisteredModel::manifest)
            .filter(present -> present.sha256().equals(manifest.sha256()))
            .filter(present -> present.network().imageSize() == manifest.network().imageSize())
            .isPresent();
  }

  private void publish(Request request, ModelManifest manifest) {
    Path folder = folder(manifest);
    try (Workplace workplace = Workplace.beside(folder)) {
      Path file = workplace.folder().resolve(file(manifest));
      if (!request.takeOver() || !FileCopy.link(request.file(), file)) {
        FileCopy.copy(request.file(), file, manifest.sha256());
      }
      Files.writeString(ModelStore.manifestIn(workplace.folder()), manifest.toJson());
      workplace.publish(() -> isThere(manifest, request.replace()));
    } catch (IOException e) {
      throw new ModelException(
          "%s cannot be written to %s: %s; free some space or set %s to another folder"
              .formatted(manifest.name(), folder, e.getMessage(), ModelStore.ENVIRONMENT),
          e);
    }
  }

  private Path folder(ModelManifest manifest) {
    return registry.store().folder(manifest.name());
  }

  private static long sizeBytes(ModelManifest manifest) {
    return ((ModelManifest.Checkpoint) manifest.network()).sizeBytes();
  }

  private static String file(ModelManifest manifest) {
    return ((ModelManifest.Checkpoint) manifest.network()).file();
  }

  /** Weights that were read and hashed a moment ago. */
  private static Weights known(String sha256, StateDict weights) {
    return new Weights() {
      @Override
      public StateDict read() {
        return weights;
      }

      @Override
      public String sha256() {
        return sha256;
      }
    };
  }
}
