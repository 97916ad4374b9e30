"""Scores a network on DAVIS-like folders, tracking with SAM 2.1's rules.

    python -m pocket.evaluate --data DAVIS --weights RUN/last.pt --size 448 --clicks 1

DAVIS holds JPEGImages/480p/<clip>/*.jpg and Annotations/480p/<clip>/*.png (objects merged into one).
J of a clip is the mean intersection over union, without the first and the last frame. The last line says how far the
network's own guess of its IoU can be trusted.
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
from .prompts import POSITIVE, careful_click, centre_of
from .tracking import MAX_PREVIOUS_LOGIT, MEAN, PROMPTED_INDEX, STD, stable


def resize(x, height, width, antialias=False):
    return F.interpolate(x, size=(height, width), mode="bilinear", align_corners=False, antialias=antialias)


class Tracker:
    """One object in one clip; frames are given in order, the first one with a prompt."""

    def __init__(self, model, size, multimask_tracking, recent=3):
        self.model, self.size, self.multimask_tracking, self.recent = model, size, multimask_tracking, recent
        self.prompted = None  # (memory, pointer) of the first frame
        self.tracked = []  # of later frames, newest last
        self.clicks, self.clicked = [], None  # (point, label) on the first frame, and the logits they gave
        self.age = 0  # frames tracked so far
        self.predicted_iou = 1.0  # of the latest mask
        self.mean, self.std = (torch.tensor(v).view(1, 3, 1, 1) for v in (MEAN, STD))

    @torch.inference_mode()
    def step(self, image, mask=None, click=None):
        """image [H,W,3] uint8 RGB; mask [H,W] bool or click (x, y) on the first frame. Returns logits [H,W]."""
        height, width = self.image_size = image.shape[:2]
        x = torch.from_numpy(image).permute(2, 0, 1)[None].float() / 255
        x = (resize(x, self.size, self.size, antialias=True) - self.mean) / self.std
        self.maps = maps = self.model.encode_image(x.contiguous(memory_format=torch.channels_last))
        if mask is not None:
            low = self.from_mask(maps, mask)
        elif click is not None:
            return self.click(click, True)
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

    @torch.inference_mode()
    def click(self, point, positive):
        """One more click (x, y) on the first frame; all but the first start from the mask so far. Returns logits [H,W]."""
        height, width = self.image_size
        self.clicks.append(([point[0] / width * self.size, point[1] / height * self.size], int(positive)))
        points, labels = (torch.tensor([list(v)]) for v in zip(*self.clicks))
        before = None if self.clicked is None else self.clicked.clamp(-MAX_PREVIOUS_LOGIT, MAX_PREVIOUS_LOGIT)
        features = self.model.without_memory(self.maps[0])
        low, score, token = self.decode(features, self.maps, points.float(), labels, before is None, before)
        present = score[:, 0] > 0
        mask = (self.enlarge(low) > 0).float()
        self.prompted = (self.model.encode_memory(self.maps[0], mask * 20 - 10, present),
                         self.model.pointer(token, present))
        self.clicked = low
        return resize(low, height, width)[0, 0].numpy()

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
        chosen = best if multimask or not stable(masks[:, 0]) else 0
        token = tokens[:, best if multimask else 0]
        low = masks[:, chosen:chosen + 1]
        self.predicted_iou = float(iou[0, chosen])
        return low if score.item() > 0 else torch.full_like(low, ABSENT_LOGIT), score, token


def jaccard(guess, truth):
    union = (guess | truth).sum()
    return 1.0 if union == 0 else float((guess & truth).sum() / union)


def calibration_error(predicted, actual, bins=10):
    """Expected calibration error: |mean prediction - mean truth| of equally wide bins, weighted by their counts."""
    predicted, actual = np.asarray(predicted), np.asarray(actual)
    place = np.minimum((predicted * bins).astype(int), bins - 1)
    gaps = [abs((predicted - actual)[place == i].sum()) for i in range(bins)]
    return sum(gaps) / len(predicted)


def clicked(tracker, image, truth, clicks):
    """The mask after each of so many clicks on the first frame; fewer if it is right before."""
    masks = [tracker.step(image, click=centre_of(truth)) > 0]
    while len(masks) < clicks and (masks[-1] != truth).any():
        point, label = careful_click(truth & ~masks[-1], masks[-1] & ~truth)
        masks.append(tracker.click(point, label == POSITIVE) > 0)
    return masks


def first_frame(tracker, image, truth, clicks):
    """The first mask, from the true one (no clicks) or from clicks."""
    return clicked(tracker, image, truth, clicks)[-1] if clicks else tracker.step(image, mask=truth) > 0


def evaluate_clip(model, data, clip, size, clicks, multimask, recent):
    """Returns J per frame, the predicted IoU per frame and the seconds per frame."""
    tracker, scores, predicted = Tracker(model, size, multimask, recent), [], []
    started = time.time()
    frames = sorted((data / "JPEGImages/480p" / clip).glob("*.jpg"))
    for i, path in enumerate(frames):
        image = cv2.cvtColor(cv2.imread(str(path)), cv2.COLOR_BGR2RGB)
        label = data / "Annotations/480p" / clip / (path.stem + ".png")
        truth = cv2.imread(str(label), cv2.IMREAD_GRAYSCALE) > 0
        found = tracker.step(image) > 0 if i else first_frame(tracker, image, truth, clicks)
        scores.append(jaccard(found, truth))
        predicted.append(tracker.predicted_iou)
    return scores, predicted, (time.time() - started) / len(frames)


def evaluate(model, data, size, clicks, multimask, recent, clips=None):
    """Mean J per clip, printed as it goes."""
    data, results, guessed, true = Path(data), {}, [], []
    for clip in clips or sorted(p.name for p in (data / "JPEGImages/480p").iterdir()):
        scores, predicted, seconds = evaluate_clip(model, data, clip, size, clicks, multimask, recent)
        guessed, true = guessed + predicted[1:], true + scores[1:]
        results[clip] = float(np.mean(scores[1:-1]))
        print(f"{clip:16s} J {results[clip]:.3f}  first {scores[0]:.3f}  {1000 * seconds:.0f} ms/frame", flush=True)
    print(f"{'mean':16s} J {np.mean(list(results.values())):.4f}  ({f'{clicks} clicks' if clicks else 'mask'}, {size} px, "
          f"multimask tracking {multimask}, {recent} recent memories)", flush=True)
    print(f"predicted IoU of tracked frames {np.mean(guessed):.3f}, true {np.mean(true):.3f}, "
          f"correlation {np.corrcoef(guessed, true)[0, 1]:.2f}, "
          f"calibration error {calibration_error(guessed, true):.3f}", flush=True)
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
    parser.add_argument("--size", type=int, default=448)
    parser.add_argument("--clicks", type=int, default=0, help="on the first frame; 0: its true mask is given")
    parser.add_argument("--multimask", action="store_true", help="track with the best of three masks")
    parser.add_argument("--recent", type=int, default=3, help="tracked frames that memory attention sees, up to 6")
    parser.add_argument("--clips", nargs="*")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    evaluate(load(options.weights), options.data, options.size, options.clicks, options.multimask, options.recent,
             options.clips)


if __name__ == "__main__":
    main()
