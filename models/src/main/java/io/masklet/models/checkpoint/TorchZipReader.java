package io.masklet.models.checkpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what {@code torch.save} has written since PyTorch 1.6: a zip archive with a pickle {@code
 * TOP/data.pkl} and a stored entry {@code TOP/data/KEY} for every storage.
 *
 * <p>Entries that no weight needs are never opened.
 *
 * @see <a
 *     href="https://github.com/pytorch/pytorch/blob/v2.6.0/torch/serialization.py">serialization.py</a>
 */
final class TorchZipReader {

  private static final String PICKLE = "data.pkl";
  private static final byte[] LITTLE = "little".getBytes(StandardCharsets.US_ASCII);

  private final CheckpointFile file;
  private final ZipDirectory archive;

  /** Name of the top folder with its slash; {@code torch.save} takes it from the file's name. */
  private final String top;

  private final Map<String, ByteBuffer> opened = new HashMap<>();

  private TorchZipReader(CheckpointFile file) {
    this.file = file;
    this.archive = new ZipDirectory(file);
    this.top = top();
  }

  static StateDict read(CheckpointFile file) {
    return new TorchZipReader(file).read();
  }

  private StateDict read() {
    requireLittleEndian();
    ByteBuffer pickle = archive.open(top + PICKLE);
    file.require(
        pickle.limit() <= PickleReader.MAX_BYTES,
        "expected a pickle of at most %d bytes, found %d; save the weights alone",
        PickleReader.MAX_BYTES,
        pickle.limit());
    PickleInput input = new PickleInput(file, pickle);
    Object root = new PickleReader(file, input, new TorchObjects(file)).read();
    return StateTree.weights(
        file, root, storage -> opened.computeIfAbsent(storage.key(), key -> open(storage)));
  }

  private String top() {
    List<String> pickles =
        archive.names().stream()
            .filter(name -> name.equals(PICKLE) || name.endsWith("/" + PICKLE))
            .toList();
    file.require(
        pickles.size() == 1,
        "expected one entry data.pkl, as torch.save writes it, found %d among %d entries; the file"
            + " is another kind of zip archive",
        pickles.size(),
        archive.names().size());
    String pickle = pickles.get(0);
    return pickle.substring(0, pickle.length() - PICKLE.length());
  }

  private void requireLittleEndian() {
    String name = top + "byteorder";
    if (archive.has(name)) {
      file.require(
          archive.open(name).equals(ByteBuffer.wrap(LITTLE)),
          "expected little-endian numbers, found another order in %s; save it again on a"
              + " little-endian machine",
          name);
    }
  }

  private ByteBuffer open(Storage storage) {
    ByteBuffer bytes = archive.open(top + "data/" + storage.key());
    file.require(
        bytes.limit() == storage.sizeBytes(),
        "expected storage %s to hold %d elements of %s in %d bytes, found %d bytes; the file is"
            + " damaged, fetch it again",
        storage.key(),
        storage.count(),
        storage.type(),
        storage.sizeBytes(),
        bytes.limit());
    return bytes;
  }
}
