"""Scores a network on DAVIS-like folders, tracking with SAM 2.1's rules.

    python -m pocket.evaluate --data DAVIS --weights RUN/last.pt --size 384 --prompt mask

DAVIS holds JPEGImages/480p/<clip>/*.jpg and Annotations/480p/<clip>/*.png (objects merged into one).
J of a clip is the mean intersection over union, without the first and the last frame.
"""
import argparse
import time
from pathlib import Path

import cv2
import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file

from .export import from_exported
from .network import ABSENT_LOGIT, NOT_A_POINT, Config, Pocket
from .prompts import centre_of
from .tracking import MEAN, PROMPTED_INDEX, STD

STABILITY_DELTA, STABILITY_THRESHOLD = 0.05, 0.98


def resize(x, height, width, antialias=False):
    return F.interpolate(x, size=(height, width), mode="bilinear", align_corners=False, antialias=antialias)


class Tracker:
    """One object in one clip; frames are given in order, the first one with a prompt."""

    def __init__(self, model, size, multimask_tracking, recent=3):
        self.model, self.size, self.multimask_tracking, self.recent = model, size, multimask_tracking, recent
        self.prompted = None  # (memory, pointer) of the first frame
        self.tracked = []  # of later frames, newest last
        self.age = 0  # frames tracked so far
        self.mean, self.std = (torch.tensor(v).view(1, 3, 1, 1) for v in (MEAN, STD))

    @torch.inference_mode()
    def step(self, image, mask=None, click=None):
        """image [H,W,3] uint8 RGB; mask [H,W] bool or click (x, y) on the first frame. Returns logits [H,W]."""
        height, width = image.shape[:2]
        x = torch.from_numpy(image).permute(2, 0, 1)[None].float() / 255
        x = (resize(x, self.size, self.size, antialias=True) - self.mean) / self.std
        maps = self.model.encode_image(x.contiguous(memory_format=torch.channels_last))
        if mask is not None:
            low = self.from_mask(maps, mask)
        elif click is not None:
            low = self.from_click(maps, (click[0] / width * self.size, click[1] / height * self.size))
        else:
            low = self.track(maps)
        return resize(low, height, width)[0, 0].numpy()

    def from_mask(self, maps, mask):
        mask = torch.from_numpy(mask.astype(np.float32))[None, None]
        mask = (resize(mask, self.size, self.size, antialias=True) >= 0.5).float()
        points, labels = self.no_points()
        _, score, token = self.decode(maps[0], maps, points, labels, False, self.model.mask_downsample(mask))
        pointer = self.model.pointer(token, (score[:, 0] > 0) & mask.any())
        self.prompted = (self.model.encode_memory(maps[0], mask * 20 - 10, mask.flatten(1).any(1)), pointer)
        return resize(mask * 20 - 10, self.size // 4, self.size // 4, antialias=True)

    def from_click(self, maps, point):
        points, labels = torch.tensor([[point]], dtype=torch.float32), torch.tensor([[1]])
        low, score, token = self.decode(self.model.without_memory(maps[0]), maps, points, labels, True)
        present = score[:, 0] > 0
        mask = (self.enlarge(low) > 0).float()
        self.prompted = (self.model.encode_memory(maps[0], mask * 20 - 10, present),
                         self.model.pointer(token, present))
        return low

    def track(self, maps):
        recent = self.tracked[::-1]
        memories = [self.prompted[0]] + [m for m, _ in recent[:self.recent]]
        indices = [PROMPTED_INDEX] + list(range(len(memories) - 1))
        pointers = [self.prompted[1]] + [p for _, p in recent[:15]]
        times = [(self.age + 1) / 15] + [(i + 1) / 15 for i in range(len(recent[:15]))]
        features, _ = self.model.condition(maps[0], memories, indices, pointers, times)
        low, score, token = self.decode(features, maps, *self.no_points(), self.multimask_tracking)
        present = score[:, 0] > 0
        memory = self.model.encode_memory(maps[0], self.enlarge(low).sigmoid() * 20 - 10, present)
        self.tracked = (self.tracked + [(memory, self.model.pointer(token, present))])[-15:]
        self.age += 1
        return low

    def no_points(self):
        return torch.zeros(1, 1, 2), torch.full((1, 1), NOT_A_POINT)

    def enlarge(self, low):
        return resize(low, self.size, self.size)

    def decode(self, features, maps, points, labels, multimask, mask_logits=None):
        """Returns the chosen low-resolution logits [1,1,s,s], the object score [1,1] and the mask token [1,C]."""
        masks, iou, score, tokens = self.model.decode(features, maps[1], maps[2], points, labels, mask_logits)
        best = int(iou[0, 1:].argmax()) + 1
        chosen = best if multimask or not is_stable(masks[0, 0]) else 0
        token = tokens[:, best if multimask else 0]
        low = masks[:, chosen:chosen + 1]
        return low if score.item() > 0 else torch.full_like(low, ABSENT_LOGIT), score, token


def is_stable(logits):
    inner, outer = (logits > STABILITY_DELTA).sum(), (logits > -STABILITY_DELTA).sum()
    return outer == 0 or inner / outer >= STABILITY_THRESHOLD


def jaccard(guess, truth):
    union = (guess | truth).sum()
    return 1.0 if union == 0 else float((guess & truth).sum() / union)


def evaluate_clip(model, data, clip, size, prompt, multimask, recent):
    """Returns J per frame and the seconds per frame."""
    tracker, scores, started = Tracker(model, size, multimask, recent), [], time.time()
    frames = sorted((data / "JPEGImages/480p" / clip).glob("*.jpg"))
    for i, path in enumerate(frames):
        image = cv2.cvtColor(cv2.imread(str(path)), cv2.COLOR_BGR2RGB)
        label = data / "Annotations/480p" / clip / (path.stem + ".png")
        truth = cv2.imread(str(label), cv2.IMREAD_GRAYSCALE) > 0
        given = {} if i else ({"mask": truth} if prompt == "mask" else {"click": centre_of(truth)})
        scores.append(jaccard(tracker.step(image, **given) > 0, truth))
    return scores, (time.time() - started) / len(frames)


def evaluate(model, data, size, prompt, multimask, recent, clips=None):
    """Mean J per clip, printed as it goes."""
    data, results = Path(data), {}
    for clip in clips or sorted(p.name for p in (data / "JPEGImages/480p").iterdir()):
        scores, seconds = evaluate_clip(model, data, clip, size, prompt, multimask, recent)
        results[clip] = float(np.mean(scores[1:-1]))
        print(f"{clip:16s} J {results[clip]:.3f}  first {scores[0]:.3f}  {1000 * seconds:.0f} ms/frame", flush=True)
    print(f"{'mean':16s} J {np.mean(list(results.values())):.4f}  ({prompt}, {size} px, "
          f"multimask tracking {multimask}, {recent} recent memories)", flush=True)
    return results


def load(path, average=True):
    """A network from a training checkpoint (.pt) or from exported weights (.safetensors)."""
    if str(path).endswith(".safetensors"):
        return from_exported(load_file(path)).to(memory_format=torch.channels_last)
    state = torch.load(path, map_location="cpu", weights_only=True)
    model = Pocket(Config())
    model.load_state_dict(state["average" if average else "model"])
    return model.eval().to(memory_format=torch.channels_last)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True)
    parser.add_argument("--weights", required=True, help="checkpoint written by pocket.train, or exported .safetensors")
    parser.add_argument("--size", type=int, default=384)
    parser.add_argument("--prompt", choices=["mask", "click"], default="mask")
    parser.add_argument("--multimask", action="store_true", help="track with the best of three masks")
    parser.add_argument("--recent", type=int, default=3, help="tracked frames that memory attention sees, up to 6")
    parser.add_argument("--clips", nargs="*")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    evaluate(load(options.weights), options.data, options.size, options.prompt, options.multimask, options.recent,
             options.clips)


if __name__ == "__main__":
    main()
