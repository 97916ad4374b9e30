package io.masklet.models.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder on disk in which imported models lie, each in a folder of its own: the authors' file
 * byte for byte, and its manifest. Not a cache: what is deleted here must be had anew.
 *
 * <p>The default is {@code $MASKLET_HOME} if set, else the platform's folder for data: {@code
 * $XDG_DATA_HOME/masklet} or {@code ~/.local/share/masklet}, {@code ~/Library/Application
 * Support/masklet}, {@code %LOCALAPPDATA%\masklet}.
 *
 * @param root need not exist yet
 */
public record ModelStore(Path root) {

  /** The environment variable that moves the store. */
  public static final String ENVIRONMENT = "MASKLET_HOME";

  private static final String MANIFEST = "model.json";

  /** The store of this user. */
  public static ModelStore ofUser() {
    return new ModelStore(PlatformFolders.ofUser().data(ENVIRONMENT));
  }

  /** Where the model called {@code name} lies, or would. */
  public Path folder(String name) {
    return root.resolve("models").resolve(ModelName.require(name));
  }

  /** Where half a download waits for its other half. */
  public Path downloads() {
    return root.resolve("downloads");
  }

  /** The manifest in the folder of a model, or of one that is on its way to be one. */
  public static Path manifestIn(Path folder) {
    return folder.resolve(MANIFEST);
  }

  /** Names of the imported models, sorted. */
  public List<String> names() {
    try (Stream<Path> folders = Files.list(root.resolve("models"))) {
      return folders
          .filter(folder -> Files.isRegularFile(manifestIn(folder)))
          .map(folder -> String.valueOf(folder.getFileName()))
          .filter(ModelName::isAllowed)
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of(); // there is no such folder before the first import
    }
  }

  /**
   * The imported model called {@code name}, or nothing.
   *
   * @throws ModelException if it is there but its manifest cannot be read
   */
  public Optional<RegisteredModel> find(String name) {
    if (!ModelName.isAllowed(name) || !Files.isRegularFile(manifestIn(folder(name)))) {
      return Optional.empty();
    }
    Path folder = folder(name);
    ModelManifest manifest = read(manifestIn(folder));
    if (!(manifest.network() instanceof ModelManifest.Checkpoint checkpoint)) {
      throw new ModelException(manifestIn(folder) + " is not the manifest of an imported model");
    }
    return Optional.of(new RegisteredModel(manifest, Weights.ofFile(fileIn(folder, checkpoint))));
  }

  /** Where the authors' file lies in the folder of a model. */
  public static Path fileIn(Path folder, ModelManifest.Checkpoint checkpoint) {
    Path file = folder.resolve(checkpoint.file()).normalize();
    if (!folder.normalize().equals(file.getParent())) {
      throw new ModelException(
          manifestIn(folder) + " names a file outside its folder: " + checkpoint.file());
    }
    return file;
  }

  private static ModelManifest read(Path file) {
    try {
      return ModelManifest.parse(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new ModelException(file + " cannot be read: " + e, e);
    }
  }
}
