package io.masklet.models.checkpoint;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what {@code torch.save} wrote before PyTorch 1.6: five pickles one behind the other (a
 * magic number, the protocol's version, facts about the machine, the object, the keys of the
 * storages), then each storage as a count and its elements. There is no checksum.
 *
 * @see <a
 *     href="https://github.com/pytorch/pytorch/blob/v2.6.0/torch/serialization.py">serialization.py</a>
 */
final class TorchLegacyReader {

  private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
  private static final long PROTOCOL = 1001;

  private final CheckpointFile file;
  private final PickleInput input;
  private final TorchObjects objects;
  private final PickleReader pickles;

  private TorchLegacyReader(CheckpointFile file) {
    this.file = file;
    long bytes = Math.min(file.sizeBytes(), PickleReader.MAX_BYTES);
    this.input = new PickleInput(file, file.slice(0, bytes, "the pickles"));
    this.objects = new TorchObjects(file);
    this.pickles = new PickleReader(file, input, objects);
  }

  static StateDict read(CheckpointFile file) {
    return new TorchLegacyReader(file).read();
  }

  private StateDict read() {
    requireHeader();
    Object root = pickles.read();
    Map<String, ByteBuffer> storages = storages(pickles.read());
    return StateTree.weights(file, root, storage -> find(storages, storage));
  }

  private void requireHeader() {
    file.require(
        MAGIC.equals(pickles.read()),
        "expected a PyTorch checkpoint, found a pickle of something else");
    file.require(
        pickles.read() instanceof Long version && version == PROTOCOL,
        "expected version %d of PyTorch's older format, found another",
        PROTOCOL);
    file.require(
        pickles.read() instanceof Map<?, ?> machine
            && Boolean.TRUE.equals(machine.get("little_endian")),
        "expected little-endian numbers, found others; save it again on a little-endian machine");
  }

  private Map<String, ByteBuffer> storages(Object keys) {
    if (!(keys instanceof List<?> list)) {
      throw file.fault(
          "expected the keys of the storages, found %s; the file is damaged",
          PickleReader.kindOf(keys));
    }
    Map<String, ByteBuffer> found = new HashMap<>();
    long at = input.position();
    for (Object key : list) {
      Storage storage = key instanceof String name ? objects.storages().get(name) : null;
      if (storage == null) {
        throw file.fault(
            "expected the key of a storage that a tensor uses, found %s; the file is damaged",
            PickleReader.kindOf(key));
      }
      requireCount(storage, file.slice(at, Long.BYTES, "the size of a storage").getLong(0));
      found.put(
          storage.key(),
          file.slice(at + Long.BYTES, storage.sizeBytes(), "storage " + storage.key()));
      at += Long.BYTES + storage.sizeBytes();
    }
    return found;
  }

  private void requireCount(Storage storage, long count) {
    file.require(
        count == storage.count(),
        "expected storage %s to hold %d elements, found %d; the file is damaged, fetch it again",
        storage.key(),
        storage.count(),
        count);
  }

  private ByteBuffer find(Map<String, ByteBuffer> storages, Storage storage) {
    ByteBuffer bytes = storages.get(storage.key());
    if (bytes == null) {
      throw file.fault(
          "expected storage %s behind the pickles, found none; the file is damaged, fetch it again",
          storage.key());
    }
    return bytes;
  }
}
