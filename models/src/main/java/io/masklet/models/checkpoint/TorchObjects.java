package io.masklet.models.checkpoint;

import io.masklet.models.checkpoint.PickleReader.Tuple;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The whole of PyTorch that a checkpoint may name: the OrderedDict, the two functions that rebuild
 * tensors and parameters, and the types of storages.
 */
final class TorchObjects implements PickleReader.Builder {

  private static final Map<String, Object> GLOBALS =
      Map.ofEntries(
          Map.entry("collections.OrderedDict", Constructor.ORDERED_DICT),
          Map.entry("torch._utils._rebuild_tensor_v2", Constructor.TENSOR),
          Map.entry("torch._utils._rebuild_parameter", Constructor.PARAMETER),
          Map.entry("torch.DoubleStorage", DType.F64),
          Map.entry("torch.FloatStorage", DType.F32),
          Map.entry("torch.HalfStorage", DType.F16),
          Map.entry("torch.BFloat16Storage", DType.BF16),
          Map.entry("torch.LongStorage", DType.I64),
          Map.entry("torch.IntStorage", DType.I32),
          Map.entry("torch.ShortStorage", DType.I16),
          Map.entry("torch.CharStorage", DType.I8),
          Map.entry("torch.ByteStorage", DType.U8),
          Map.entry("torch.BoolStorage", DType.BOOL));

  private enum Constructor {
    ORDERED_DICT,
    TENSOR,
    PARAMETER
  }

  private final CheckpointFile file;
  private final Map<String, Storage> storages = new HashMap<>();

  TorchObjects(CheckpointFile file) {
    this.file = file;
  }

  /** All storages that the pickle has named so far, by key. */
  Map<String, Storage> storages() {
    return storages;
  }

  @Override
  public Object global(String module, String name) {
    Object meaning = GLOBALS.get(module + "." + name);
    if (meaning == null) {
      throw file.fault(
          "expected only tensors, dicts, lists, tuples, numbers and strings, found %s.%s, which is"
              + " refused: nothing that a checkpoint names is ever run; if you trust where it comes"
              + " from, save the weights alone with torch.save(model.state_dict(), ...)",
          module, name);
    }
    return meaning;
  }

  @Override
  public Object call(Object callee, Tuple arguments) {
    List<Object> items = arguments.items();
    if (callee == Constructor.ORDERED_DICT && items.isEmpty()) {
      return new LinkedHashMap<>();
    }
    if (callee == Constructor.TENSOR && items.size() >= 6) {
      return tensor(items);
    }
    if (callee == Constructor.PARAMETER
        && items.size() == 3
        && items.get(0) instanceof TensorView tensor) {
      return tensor;
    }
    throw file.fault(
        "expected a tensor, a parameter or an empty OrderedDict to be made, found %s and %d"
            + " arguments; the pickle is damaged or of another version of PyTorch",
        PickleReader.kindOf(callee), items.size());
  }

  /** (storage, offset, shape, strides, requires_grad, backward_hooks[, metadata]). */
  private TensorView tensor(List<Object> items) {
    if (items.get(0) instanceof Storage storage
        && items.get(1) instanceof Long offset
        && items.get(2) instanceof Tuple shape
        && items.get(3) instanceof Tuple strides) {
      return TensorView.of(file, storage, offset, longs(shape), longs(strides));
    }
    throw file.fault(
        "expected a tensor of storage, offset, shape and strides, found %s, %s, %s and %s; the"
            + " pickle is damaged",
        PickleReader.kindOf(items.get(0)),
        PickleReader.kindOf(items.get(1)),
        PickleReader.kindOf(items.get(2)),
        PickleReader.kindOf(items.get(3)));
  }

  private long[] longs(Tuple numbers) {
    long[] values = new long[numbers.items().size()];
    for (int i = 0; i < values.length; i++) {
      if (numbers.items().get(i) instanceof Long value) {
        values[i] = value;
      } else {
        throw file.fault(
            "expected whole numbers as shape and strides of a tensor, found %s; the pickle is"
                + " damaged",
            PickleReader.kindOf(numbers.items().get(i)));
      }
    }
    return values;
  }

  /** ("storage", type, key, device, count), in the older format also (..., view), long None. */
  @Override
  public Object persistent(Object id) {
    List<Object> items = id instanceof Tuple tuple ? tuple.items() : List.of();
    boolean known =
        items.size() == 5 || (items.size() == 6 && items.get(5) == PickleReader.None.NONE);
    if (known
        && "storage".equals(items.get(0))
        && items.get(1) instanceof DType type
        && items.get(2) instanceof String key
        && items.get(4) instanceof Long count) {
      return storage(new Storage(type, key, count));
    }
    throw file.fault(
        "expected a storage of type, key, device and size, found another reference out of the"
            + " pickle; it is damaged or of another version of PyTorch");
  }

  private Storage storage(Storage storage) {
    file.require(
        storage.count() >= 0
            && storage.count() <= CheckpointFile.MAX_SLICE_BYTES / storage.type().sizeBytes(),
        "expected storage %s to be of at most %d bytes, found %d elements of %s",
        storage.key(),
        CheckpointFile.MAX_SLICE_BYTES,
        storage.count(),
        storage.type());
    Storage before = storages.putIfAbsent(storage.key(), storage);
    file.require(
        before == null || before.equals(storage),
        "expected storage %s to have one type and size, found two; the pickle is damaged",
        storage.key());
    return storage;
  }
}
