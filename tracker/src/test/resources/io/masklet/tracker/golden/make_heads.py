"""Writes heads.safetensors of this folder's models from the module goldens that the reference
implementation made: python make_heads.py GOLDENS, where GOLDENS holds nano-sam21 and so on.

What the heads choose (sam.*), masks that are given (maskout*), answers for a picture
(image_predictor.*; of the logits at the picture's size every 37th). The same for all models, in
rules.safetensors: the stability rule and the mask that is given. Other inputs lie beside the tests of
the module models.
"""

import gzip
import json
import pathlib
import struct
import sys

import numpy as np

LOGIT_STEP = 37
UNUSED = ("maskout.input", "maskout.mask_downsample", "maskout.resized_before_threshold")


def tensors(path):
    data = gzip.open(path).read()
    size = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8 : 8 + size])
    kinds = {"F32": np.float32, "U8": np.uint8}
    return {
        name: np.frombuffer(
            data[8 + size + at["data_offsets"][0] : 8 + size + at["data_offsets"][1]], kinds[at["dtype"]]
        )
        .reshape(at["shape"])
        .astype(np.float32)
        for name, at in header.items()
        if name != "__metadata__" and at["dtype"] in kinds
    }


def write(path, values):
    header, offset = {}, 0
    for name, value in sorted(values.items()):
        end = offset + value.nbytes
        header[name] = {"dtype": "F32", "shape": list(value.shape), "data_offsets": [offset, end]}
        offset = end
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    data = b"".join(value.tobytes() for _, value in sorted(values.items()))
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)


def heads(values):
    kept = {}
    for name, value in values.items():
        if name.endswith("high_res_masks") or name in UNUSED:
            continue
        if name.endswith(".mask_logits"):
            kept[name] = np.ascontiguousarray(value.reshape(len(value), -1)[:, ::LOGIT_STEP])
        elif name.split(".")[0] in ("sam", "maskout", "maskout_empty", "image_predictor"):
            kept[name] = value
    return kept


def main():
    goldens = pathlib.Path(sys.argv[1])
    here = pathlib.Path(__file__).parent
    for model in ("nano-sam21", "nano-sam20", "nano-edgetam"):
        values = tensors(goldens / model / "modules.safetensors.gz")
        write(here / model / "heads.safetensors", heads(values))
        rules = {name: value for name, value in values.items() if name.startswith("stability.")}
        rules["maskout.input"] = values["maskout.input"]
        write(here / "rules.safetensors", rules)


main()
