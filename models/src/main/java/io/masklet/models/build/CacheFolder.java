package io.masklet.models.build;

import io.masklet.models.checkpoint.SafetensorsReader;
import io.masklet.models.checkpoint.SafetensorsWriter;
import io.masklet.models.checkpoint.StateDict;
import io.masklet.models.checkpoint.Weight;
import io.masklet.models.registry.BuiltModel;
import io.masklet.models.registry.Provenance;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * A folder of finished graphs: four ONNX files, a file of constants, what made them and, last
 * written, a list of sizes and checksums by which damage is noticed cheaply.
 *
 * <p>A start sums files of up to 32 MiB whole, larger ones at both ends: truncation and overwritten
 * blocks at the ends are noticed at once, and a start never reads a gigabyte. The sum of the whole
 * file is kept for those who want to know it all.
 */
record CacheFolder(Path folder) {

  static final List<String> GRAPHS =
      List.of(
          BuiltModel.IMAGE_ENCODER,
          BuiltModel.MEMORY_ATTENTION,
          BuiltModel.MASK_DECODER,
          BuiltModel.MEMORY_ENCODER);

  private static final String CHECKSUMS = "checksums.txt";
  private static final String CONSTANTS = "constants.safetensors";
  private static final String PROVENANCE = "provenance.json";
  private static final long SUMMED_WHOLE_BYTES = 32L << 20;
  private static final int BLOCK_BYTES = 1 << 20;

  Path graph(String name) {
    return folder.resolve(name + ".onnx");
  }

  /** Where the weights of a graph lie if they are too large to lie inside it. */
  Path graphWeights(String name) {
    return folder.resolve(name + ".weights");
  }

  /**
   * Writes constants and provenance and seals the folder: what lies in it now is what must lie in
   * it.
   */
  void seal(Map<String, float[]> constants, Provenance provenance) throws IOException {
    Files.writeString(folder.resolve(PROVENANCE), provenance.toJson());
    List<Weight> weights = new ArrayList<>();
    constants.forEach(
        (name, values) -> weights.add(Weight.of(name, new int[] {values.length}, values)));
    SafetensorsWriter.write(folder.resolve(CONSTANTS), weights);
    List<String> lines = new ArrayList<>();
    for (Path file : files()) {
      lines.add(checksum(file, false) + " " + wholeSum(file) + " " + file.getFileName());
    }
    Files.write(folder.resolve(CHECKSUMS), lines);
  }

  /** The model that lies here, or nothing if it is missing, incomplete or damaged. */
  Optional<BuiltModel> open() {
    return open(false);
  }

  /** The same after a look at every byte. */
  Optional<BuiltModel> openThoroughly() {
    return open(true);
  }

  private Optional<BuiltModel> open(boolean thoroughly) {
    try {
      return isSound(thoroughly) ? Optional.of(model()) : Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.empty(); // not there, not readable, not ours: all the same to a cache
    }
  }

  /** What made the graphs. */
  Provenance provenance() throws IOException {
    Path file = folder.resolve(PROVENANCE);
    return Provenance.parse(file.toString(), Files.readString(file));
  }

  private BuiltModel model() throws IOException {
    Map<String, Path> graphs = new HashMap<>();
    GRAPHS.forEach(name -> graphs.put(name, graph(name)));
    Provenance provenance = provenance();
    return new BuiltModel(
        provenance.modelName(), provenance.spec(), provenance.variant(), graphs, constants());
  }

  private boolean isSound(boolean thoroughly) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve(CHECKSUMS));
    for (String line : lines) {
      String name = line.substring(line.lastIndexOf(' ') + 1);
      Path file = folder.resolve(name);
      if (!line.startsWith(checksum(file, false) + " ")
          || (thoroughly && !line.endsWith(" " + wholeSum(file) + " " + name))) {
        return false;
      }
    }
    return GRAPHS.stream().allMatch(name -> lists(lines, name + ".onnx"))
        && lists(lines, CONSTANTS)
        && lists(lines, PROVENANCE);
  }

  private static String wholeSum(Path file) throws IOException {
    String checksum = checksum(file, true);
    return checksum.substring(checksum.indexOf(' ') + 1);
  }

  private static boolean lists(List<String> lines, String file) {
    return lines.stream().anyMatch(line -> line.endsWith(" " + file));
  }

  /** Read, not mapped: a mapped file cannot be replaced on Windows. */
  private Map<String, float[]> constants() throws IOException {
    Path path = folder.resolve(CONSTANTS);
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path));
    StateDict file = SafetensorsReader.read(path.toString(), bytes);
    Map<String, float[]> constants = new HashMap<>();
    file.names().forEach(name -> constants.put(name, file.get(name).floats()));
    return constants;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  /** Size and CRC-32C, as in {@code 1234 89abcdef}. */
  private static String checksum(Path file, boolean whole) throws IOException {
    CRC32C crc = new CRC32C();
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      long size = channel.size();
      ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
      while (channel.read(block.clear()) >= 0) {
        crc.update(block.flip());
        if (!whole && size > SUMMED_WHOLE_BYTES && channel.position() < size - BLOCK_BYTES) {
          channel.position(size - BLOCK_BYTES);
        }
      }
      return size + " " + Long.toHexString(crc.getValue());
    }
  }
}
