"""Writes pocket-parity.safetensors: outputs of the exported weights, for other implementations to compare with.

    python -m pocket.parity --weights .../pocket.safetensors --out .../pocket-parity.safetensors

Everything is computed in float32 from the fp16 weights. Of a tensor with n values (row-major, shapes below) the
file keeps every s-th one from the first on, s = ceil(n / 2000); the shape is in the metadata under `shape:<name>`.

Inputs, for size S = 384, channel c, row y, column x:
    disc(cx, cy)   1 where (x - cx)^2 + (y - cy)^2 < 70^2, else 0
    image[c,y,x]   ((3x + 5y + 37c + 128 disc(200, 180)) mod 256) / 128 - 1, times 2 (already normalised)
Outputs:
    f2 [1,128,24,24], hi0 [1,16,96,96], hi1 [1,32,48,48]      of the image encoder
    click.*  of the decoder on f2 + no_mem_embed, one positive click at model pixel (200, 180), no mask:
             masks [1,4,96,96], iou [1,4], score [1,1], tokens [1,4,128]
    pointer [1,128]             obj_ptr_proj of mask token 1 of that output, not gated
    mask.score [1,1], mask.pointer [1,128]   decoder on raw f2, one padding point (and the pad), mask input
             mask_downsample(disc(200, 180)); the pointer is that of mask token 0, not gated
    memory [1,64,24,24]         memory encoder on raw f2 and 20 disc(200, 180) - 10; object present
    memory.absent [1,64,24,24]  the same on a mask of -10 everywhere; object absent (no_obj_embed_spatial added)
    conditioned [1,128,24,24]   memory attention on f2 with the memories `memory` (row 6 of maskmem_tpos_enc) and
             memory encoder of 20 disc(216, 188) - 10 (row 0), then the pointers `pointer` (distance 3) and
             `mask.pointer` (distance 1), distances divided by 15
    tracked.*  of the decoder on `conditioned` without prompt (one padding point and the pad):
             masks, iou, score, as above
"""
import argparse
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from .export import from_exported
from .network import NOT_A_POINT

SIZE, LIMIT = 384, 2000


def grid():
    y, x = torch.meshgrid(torch.arange(SIZE), torch.arange(SIZE), indexing="ij")
    return y, x


def disc(cx, cy):
    y, x = grid()
    return ((x - cx) ** 2 + (y - cy) ** 2 < 70 ** 2).long()


def image():
    y, x = grid()
    channels = [(3 * x + 5 * y + 37 * c + 128 * disc(200, 180)) % 256 for c in range(3)]
    return (torch.stack(channels)[None].float() / 128 - 1) * 2


@torch.inference_mode()
def outputs(model):
    f2, hi0, hi1 = model.encode_image(image())
    present, absent = torch.tensor([True]), torch.tensor([False])
    result = {"f2": f2, "hi0": hi0, "hi1": hi1}

    def decode(name, features, points, labels, mask=None):
        values = model.decode(features, hi0, hi1, points, labels, mask)
        result.update({f"{name}.{k}": v for k, v in zip(("masks", "iou", "score", "tokens"), values)})
        return values[3]

    def mask(cx, cy):
        return disc(cx, cy)[None, None].float()

    nothing = torch.zeros(1, 1, 2), torch.full((1, 1), NOT_A_POINT)
    tokens = decode("click", model.without_memory(f2), torch.tensor([[[200.0, 180.0]]]), torch.tensor([[1]]))
    result["pointer"] = model.pointer(tokens[:, 1], present)
    tokens = decode("mask", f2, *nothing, model.mask_downsample(mask(200, 180)))
    result["mask.pointer"] = model.pointer(tokens[:, 0], present)
    result["memory"] = model.encode_memory(f2, 20 * mask(200, 180) - 10, present)
    result["memory.absent"] = model.encode_memory(f2, 0 * mask(200, 180) - 10, absent)
    second = model.encode_memory(f2, 20 * mask(216, 188) - 10, present)
    result["conditioned"], _ = model.condition(
        f2, [result["memory"], second], [6, 0], [result["pointer"], result["mask.pointer"]], [3 / 15, 1 / 15])
    decode("tracked", result["conditioned"], *nothing)
    for unneeded in ("mask.masks", "mask.iou", "mask.tokens"):
        del result[unneeded]
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", required=True)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    samples, shapes = {}, {}
    for name, value in outputs(from_exported(load_file(options.weights))).items():
        step = -(-value.numel() // LIMIT)
        samples[name] = value.flatten()[::step].float().clone()
        shapes["shape:" + name] = "x".join(map(str, value.shape))
    save_file(samples, options.out, shapes)
    Path(options.out).chmod(0o644)
    for name, value in samples.items():
        print(f"{name:16s} {shapes['shape:' + name]:14s} mean {value.mean():.4f} std {value.std(correction=0):.4f}")


if __name__ == "__main__":
    main()
