"""Writes pocket.safetensors and pocket.json from a checkpoint.

    python -m pocket.export --weights RUN/last.pt --out models/src/main/resources/io/masklet/models/pocket

Batch norms are folded and the trunk re-parameterised (in double precision) before rounding to fp16.
"""
import argparse
import hashlib
import json
import subprocess
from pathlib import Path

import torch
from safetensors.torch import save_file

from .network import Config, ConvNorm, Pocket, TokenMixer

LICENCE = "CC BY-NC 4.0"
SOURCE = ("trained from scratch by models/training on DAVIS 2016 train, COCO samples, Open Images animals, "
          "Clothing Co-Parsing and Oxford-IIIT Pet; see models/MODEL_CARD.md")


def fused_state(model):
    """The state dict with one convolution (weight, bias) in place of each ConvNorm and TokenMixer."""
    state, replaced = dict(model.state_dict()), {}
    for name, module in model.named_modules():
        inside_mixer = any(name.startswith(done + ".") for done in replaced)
        if isinstance(module, (TokenMixer, ConvNorm)) and not inside_mixer:
            replaced[name] = module.fused()
    kept = {k: v for k, v in state.items() if not any(k.startswith(name + ".") for name in replaced)}
    for name, (weight, bias) in replaced.items():
        kept[name + ".weight"], kept[name + ".bias"] = weight, bias
    return kept


class Fused(torch.nn.Module):
    """Stands in for a ConvNorm or TokenMixer after export: one plain convolution."""

    def __init__(self, convolution, weight, bias):
        super().__init__()
        self.stride, self.padding, self.groups = convolution.stride, convolution.padding, convolution.groups
        self.weight, self.bias = torch.nn.Parameter(weight), torch.nn.Parameter(bias)

    def forward(self, x):
        return torch.nn.functional.conv2d(x, self.weight, self.bias, self.stride, self.padding, 1, self.groups)


def from_exported(state, config=Config()):
    """A network that computes with exported (fused, fp16) weights, in float32."""
    model = Pocket(config).eval()
    for name, module in list(model.named_modules()):
        if isinstance(module, (TokenMixer, ConvNorm)) and name + ".weight" in state:
            convolution = module.conv.c if isinstance(module, TokenMixer) else module.c
            parent = model.get_submodule(name.rpartition(".")[0])
            setattr(parent, name.rpartition(".")[2],
                    Fused(convolution, state[name + ".weight"].float(), state[name + ".bias"].float()))
    model.load_state_dict({k: v.float() for k, v in state.items()})
    return model


@torch.no_grad()
def unfuse(state, model):
    """Loads exported weights into a network that can be trained: its batch norms, with nothing left to normalise, only
    add their bias."""
    unfused = {}
    for name, module in model.named_modules():
        if isinstance(module, TokenMixer):
            state[name + ".weight"] = state[name + ".weight"].float()
            state[name + ".weight"][:, 0, 1, 1] -= 1  # the identity beside it
            for part in ("weight", "bias"):
                state[f"{name}.conv.{part}"] = state.pop(f"{name}.{part}")
        elif isinstance(module, ConvNorm):
            unfused[name + ".c.weight"], unfused[name + ".bn.bias"] = (state.pop(f"{name}.{p}") for p in ("weight", "bias"))
            unfused[name + ".bn.weight"] = torch.ones(module.bn.num_features)
            unfused[name + ".bn.running_mean"] = torch.zeros(module.bn.num_features)
            unfused[name + ".bn.running_var"] = torch.full((module.bn.num_features,), 1 - module.bn.eps)
            unfused[name + ".bn.num_batches_tracked"] = module.bn.num_batches_tracked
    model.load_state_dict({**state, **unfused})


def export_weights(model, path):
    """Returns the SHA-256 of the file."""
    state = {k: v.to(torch.float16).contiguous() for k, v in sorted(fused_state(model).items())}
    assert all(v.isfinite().all() for v in state.values())
    save_file(state, str(path))
    Path(path).chmod(0o644)
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def manifest(sha256, config, image_size, recent, multimask, training, scores):
    return {
        "name": "pocket", "version": "1", "family": "sam2.1", "licence": LICENCE, "source": SOURCE, "sha256": sha256,
        "config": {
            "imageSize": image_size,
            "trunk": {"type": "repvit", "widths": list(config.widths), "depths": list(config.depths)},
            "dModel": config.model_dim, "memDim": config.memory_dim,
            "decoder": {"heads": config.decoder_heads, "mlpDim": config.decoder_mlp},
            "memoryAttention": {"layers": config.attention_layers, "feedForward": config.attention_feed_forward},
            "recentMemories": recent, "multimaskOutputForTracking": multimask,
            "guidedEdges": True, "appearance": True, "closerLook": True, "boxInset": 0.05},
        "training": training, "scores": scores}


def commit_of_this_code():
    folder = Path(__file__).parent
    result = subprocess.run(["git", "-C", str(folder), "rev-parse", "HEAD"], capture_output=True, text=True)
    return result.stdout.strip() or "unknown"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--size", type=int, default=448)
    parser.add_argument("--recent", type=int, default=3, help="tracked frames that memory attention sees, up to 6")
    parser.add_argument("--multimask", action="store_true", help="track with the best of three masks")
    parser.add_argument("--history", default="one run", help="what the weights were before the checkpoint's own run")
    parser.add_argument("--scores", help="json file of scores to put into the manifest")
    parser.add_argument("--commit", default=commit_of_this_code(), help="revision of the training program")
    options = parser.parse_args()

    state = torch.load(options.weights, map_location="cpu", weights_only=True)
    model = Pocket(Config()).eval()
    model.load_state_dict(state["average"])
    out = Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    sha256 = export_weights(model, out / "pocket.safetensors")
    training = {"commit": options.commit, "seed": state["options"]["seed"], "mix": state["options"]["mix"],
                "dataHash": state["data"], "steps": state["step"], "frames": state["frames"],
                "minutes": round(state["elapsed"] / 60, 1), "history": options.history}
    scores = json.loads(Path(options.scores).read_text()) if options.scores else {}
    content = manifest(sha256, model.config, options.size, options.recent, options.multimask, training,
                       scores)
    (out / "pocket.json").write_text(json.dumps(content, indent=2) + "\n")
    print(f"{out / 'pocket.safetensors'}  {(out / 'pocket.safetensors').stat().st_size / 1e6:.2f} MB  {sha256}")


if __name__ == "__main__":
    main()
