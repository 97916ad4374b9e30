"""Writes the runs of this folder from the JSON and safetensors files of the scripted runs that the
reference implementation made: python make_runs.py GOLDENS, where GOLDENS holds nano-sam21 and so on.

A line that starts at the margin is a call, an indented one what it gave for one object:

    FRAME ID TOKEN SCORE CONDITIONING MASK LOGITS EXACT

TOKEN is the mask token taken, - if nothing was inferred, g if the mask was given; MASK is COCO's
compressed run-length string at video size (. if it has no pixel); LOGITS are every 173rd
low-resolution logit; EXACT, where there is such a run, score and logits with memory in float32.
"""

import gzip
import json
import pathlib
import struct
import sys

import numpy as np


def tensors(path):
    data = gzip.open(path).read()
    size = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8 : 8 + size])
    kinds = {"F32": np.float32, "F16": np.float16}
    return {
        name: np.frombuffer(
            data[8 + size + at["data_offsets"][0] : 8 + size + at["data_offsets"][1]], kinds[at["dtype"]]
        ).reshape(at["shape"])
        for name, at in header.items()
        if name != "__metadata__" and at["dtype"] in kinds
    }


def rle(mask):
    if not mask.any():
        return "."
    flat = mask.T.reshape(-1)
    edges = np.flatnonzero(np.diff(flat)) + 1
    bounds = np.concatenate([[0], edges, [flat.size]])
    counts = np.diff(bounds).tolist()
    if flat[0]:
        counts = [0] + counts
    text = ""
    for i, count in enumerate(counts):
        x = count - counts[i - 2] if i > 2 else count
        more = True
        while more:
            c = x & 0x1F
            x >>= 5
            more = x != -1 if c & 0x10 else x != 0
            text += chr((c | 0x20 if more else c) + 48)
    return text


def number(x):
    return f"{x:g}"


def call_line(call):
    args = call["args"]
    name = call["name"]
    if name == "add_new_points_or_box":
        words = ["points", args["frame_idx"], args["obj_id"]]
        if not args.get("clear_old_points", True):
            words.append("more")
        if "box" in args:
            words.append("box:" + ",".join(map(number, args["box"])))
        for (x, y), label in zip(args.get("points", []), args.get("labels", [])):
            words.append(f"{number(x)},{number(y)},{'+' if label else '-'}")
    elif name == "add_new_mask":
        words = ["mask", args["frame_idx"], args["obj_id"], args["mask"]]
    elif name == "propagate_in_video":
        words = [
            "propagate",
            args.get("start_frame_idx", "-"),
            args.get("max_frame_num_to_track", "-"),
            "backward" if args.get("reverse") else "forward",
        ]
    elif name == "clear_all_prompts_in_frame":
        words = ["clear", args["frame_idx"], args["obj_id"]]
    elif name == "remove_object":
        words = ["remove", args["obj_id"]]
    else:
        assert name == "reset_state", name
        words = ["reset"]
    if "raises" in call or (name == "remove_object" and not call.get("updated_frames")):
        words.append("!")
    return " ".join(map(str, words))


def tokens(step, call):
    """The token taken for each object in which something was inferred."""
    taken = [
        token
        for inference in step["inference"]
        if inference["kind"] != "decoder_for_pointer_only"
        for token in inference["chosen_token"]
    ]
    if step["kind"] == "return":
        ids = [call["args"]["obj_id"]] if taken else []
    else:
        ids = [o["obj_id"] for o in step["objects"] if not o["is_cond"]] if taken else []
        if not ids:
            taken = []  # masks that EdgeTAM takes for objects without a prompt
    assert len(taken) == len(ids), (step["step"], taken, ids)
    return dict(zip(ids, ["g" if t < 0 else str(t) for t in taken]))


def write(folder, run, out):
    data = json.loads(run.read_text())
    source = run.with_suffix(".safetensors.gz")
    if not source.exists():
        source = run.parent / data["tensors_file"].split(" ")[0]
    values = tensors(source)
    earlier = tensors(run.parent / "run1_click_forward.safetensors.gz")
    exact_file = run.parent / (run.stem + ".float32_memory.safetensors.gz")
    exact = tensors(exact_file) if exact_file.exists() else None
    lines = [f"run {data['model']} {data['run']}"]
    flags = sorted(k for k, v in data["constructor_flags_changed"].items() if v)
    lines.append(" ".join(["flags"] + flags + (["fill_holes"] if data["hole_filling_active"] else [])))
    for call in data["calls"]:
        lines.append(call_line(call))
        for step in data["steps"]:
            if step["call"] != call["call"]:
                continue
            taken = tokens(step, call)
            name = f"{step['step']:03d}"
            masks = values.get(name + ".video_res_masks")
            masks = earlier[name + ".video_res_masks"] if masks is None else masks
            for slot, o in enumerate(step["objects"]):
                i = o["obj_id"]
                if not o["has_output"]:
                    lines.append(f"  {step['frame']} {i} absent")
                    continue
                logits = values[f"{name}.obj{i}.low_res_masks"].reshape(-1)[::173]
                words = [step["frame"], i, taken.get(i, "-"), f"{o['object_score']:.6g}"]
                words += ["c" if o["is_cond"] else "t", rle(masks[slot, 0] > 0)]
                words.append(",".join(f"{x:.6g}" for x in logits))
                if exact is not None:
                    score = exact[f"{name}.obj{i}.object_score_logits"].item()
                    logits = exact[f"{name}.obj{i}.low_res_masks"].reshape(-1)[::173]
                    words.append(",".join(f"{x:.6g}" for x in [score, *logits]))
                lines.append("  " + " ".join(map(str, words)))
    out.write_text("\n".join(lines) + "\n")


def main():
    goldens = pathlib.Path(sys.argv[1])
    here = pathlib.Path(__file__).parent
    for model in ("nano-sam21", "nano-sam20", "nano-edgetam"):
        (here / model).mkdir(exist_ok=True)
        for run in sorted((goldens / model).glob("run*.json")):
            write(here, run, here / model / (run.stem + ".txt"))


main()
