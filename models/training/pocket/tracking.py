"""One training clip through the network: prompt on the first frame, then track, collecting the losses."""
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F

from . import prompts
from .losses import frame_loss, matching_loss
from .network import ABSENT_LOGIT, NOT_A_POINT

MEAN, STD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
PROMPTED_INDEX = 6  # row of maskmem_tpos_enc that belongs to prompted frames
STABILITY_DELTA, STABILITY_THRESHOLD = 0.05, 0.98
MAX_PREVIOUS_LOGIT = 32.0


@dataclass
class Teaching:
    """How much help the network gets; all of it fades during the run."""
    truth_as_memory: float = 0.0  # chance that a memory is made from the true mask
    matching_weight: float = 0.0  # weight of the matching loss on memory attention
    kinds: tuple = (0.35, 0.15, 0.5)  # shares of masks, boxes and clicks among first prompts
    corrections: tuple = (0.55, 0.2, 0.15, 0.1)  # chances of 0, 1, 2, 3 corrective clicks on the first frame
    later_correction: float = 0.3  # chance that one tracked frame gets corrective clicks
    later_clicks: tuple = (1.0,)  # chances of 1, 2, ... of them
    spoilt_memory: float = 0.15  # chance that a blob is added to or taken from a remembered mask
    recent: int = 3  # tracked frames that memory attention sees, as in the tracker
    upsampling: int = 1  # loss resolution relative to the low-resolution masks
    rehearsed: int = 0  # frames after the first that are tracked without being learned from


def normalise(frames, device):
    """uint8 [..., S, S, 3] to float [-1, 3, S, S] in channels-last memory."""
    x = frames.flatten(0, -4).to(device).permute(0, 3, 1, 2).float().div_(255)
    mean, std = (torch.tensor(v, device=device).view(1, 3, 1, 1) for v in (MEAN, STD))
    return ((x - mean) / std).contiguous(memory_format=torch.channels_last)


def take(values, index):
    """values [N,M,...], index [N] to values[i, index[i]]."""
    return values[torch.arange(len(index), device=index.device), index]


def stable(logits):
    """Whether single masks [N,h,w] hardly change with the threshold, [N] bool; else SAM 2 takes the best of three."""
    inner, outer = ((logits > delta).flatten(1).sum(1) for delta in (STABILITY_DELTA, -STABILITY_DELTA))
    return (outer == 0) | (inner >= STABILITY_THRESHOLD * outer)


@dataclass
class Kept:
    """The one answer of four that the tracker goes on with."""
    logits: torch.Tensor  # [N,1,h,w]
    token: torch.Tensor  # [N,C] what its pointer is made from
    iou: torch.Tensor  # [N] with the truth

    def previous(self):
        """Mask input [N,1,h,w] of the next decoding."""
        return self.logits.detach().clamp(-MAX_PREVIOUS_LOGIT, MAX_PREVIOUS_LOGIT)


@dataclass
class Memory:
    map: torch.Tensor  # [N,D,g,g]
    mask: torch.Tensor  # [N,1,S,S] what it was made from, 0..1
    pointer: torch.Tensor  # [N,C]
    prompted: bool  # by a person: always seen, whatever its age


class ClipRun:
    """Tracks all objects of a batch of clips; N = batch * objects."""

    def __init__(self, model, frames, masks, teaching, rng, device, autocast):
        self.model, self.teaching, self.rng, self.device = model, teaching, rng, device
        batch, self.length, objects = masks.shape[:3]
        self.size = masks.shape[-1]
        self.truth_numpy = masks.transpose(0, 1).flatten(1, 2).numpy()  # [T,N,S,S]
        truth = masks.to(device).float().transpose(1, 2).flatten(0, 1)  # [N,T,S,S]
        self.truth = [truth[:, t, None] for t in range(self.length)]
        self.present = [t.flatten(1).sum(1) > 0.0005 * self.size ** 2 for t in self.truth]
        self.rehearsed = range(1, 1 + teaching.rehearsed)
        with autocast():
            self.maps = self.encoded(frames, objects)
        self.memories = []
        self.corrected = None
        if self.length > 1 and rng.random() < teaching.later_correction:
            self.corrected = int(rng.integers(1, self.length))
        self.figures = {}

    def encoded(self, frames, objects):
        """For each frame its three maps [N,...]; those of rehearsed frames have no gradient."""
        taught = [t for t in range(self.length) if t not in self.rehearsed]
        maps = dict(zip(taught, self.encoded_together(frames[:, taught], objects)))
        if self.rehearsed:
            with torch.no_grad():
                maps.update(zip(self.rehearsed, self.encoded_together(frames[:, list(self.rehearsed)], objects)))
        return [maps[t] for t in range(self.length)]

    def encoded_together(self, frames, objects):
        maps = self.model.encode_image(normalise(frames, self.device))
        maps = [m.float().unflatten(0, frames.shape[:2]).repeat_interleave(objects, dim=0) for m in maps]
        return [[m[:, i] for m in maps] for i in range(frames.shape[1])]

    def features(self, t):
        return self.maps[t]

    def run(self):
        """Returns the loss and figures for the log: mean IoU of first frames prompted by box or click (`prompted`),
        of the last tracked frames (`tracked`), and after the last corrective click, of first frames (`corrected`) and
        of tracked ones (`refined`)."""
        loss, matching = self.prompted_frame(), 0.0
        with torch.no_grad():
            for t in self.rehearsed:
                self.tracked_frame(t)
        later = self.length - 1 - len(self.rehearsed)
        for t in range(self.length - later, self.length):
            frame, match = self.tracked_frame(t)
            loss = loss + frame
            matching = matching + match
        loss = loss / (1 + later) + self.teaching.matching_weight * matching / max(1, later)
        return loss, self.figures

    def note(self, name, iou, shown):
        if shown.any():
            self.figures[name] = iou[shown].mean().item()

    # -------------------------------------------------- first frame

    def prompted_frame(self):
        model, truth = self.model, self.truth[0]
        kinds = prompts.sample_kinds(self.rng, len(truth), self.teaching.kinds)
        by_mask, by_click = (torch.from_numpy(kinds == kind).to(self.device) for kind in (prompts.MASK, prompts.CLICK))
        points, labels = (v.to(self.device) for v in prompts.first_prompts(self.rng, self.truth_numpy[0], kinds))
        raw = self.features(0)[0]
        features = torch.where(by_mask[:, None, None, None], raw, model.without_memory(raw))
        given = model.mask_downsample(truth)
        loss, kept = self.decoded(0, features, points, labels, by_click, given, by_mask)
        self.note("prompted", kept.iou, ~by_mask)

        rounds = int(self.rng.choice(len(self.teaching.corrections), p=self.teaching.corrections))
        for _ in range(rounds):
            points, labels = self.one_more_click(0, kept, ~by_mask, points, labels)
            mask_input = torch.where(by_mask[:, None, None, None], given, kept.previous())
            again, kept = self.decoded(0, features, points, labels, None, mask_input, by_mask | by_click)
            loss = loss + again
        if rounds:
            self.note("corrected", kept.iou, ~by_mask)
        if self.length > 1:
            true = by_mask | self.coin(self.teaching.truth_as_memory)
            mask = torch.where(true[:, None, None, None], truth > 0.5, self.enlarge(kept.logits) > 0).float()
            self.remember(0, mask * 20 - 10, mask, kept.token, prompted=True)
        return loss / (1 + rounds)

    def one_more_click(self, t, kept, wanted, points, labels):
        """The prompts with one more click each, where the mask of frame t is wrong, for the wanted [N] objects."""
        guess = (self.enlarge(kept.logits)[:, 0] > 0).cpu().numpy()
        more = prompts.corrective_clicks(self.rng, self.truth_numpy[t], guess, wanted.cpu().numpy())
        more_points, more_labels = (v.to(self.device) for v in more)
        return torch.cat([points, more_points], 1), torch.cat([labels, more_labels], 1)

    # -------------------------------------------------- later frames

    def tracked_frame(self, t):
        features, match = self.conditioned(self.features(t)[0], t)
        count = len(features)
        points = torch.zeros(count, 1, 2, device=self.device)
        labels = torch.full((count, 1), NOT_A_POINT, device=self.device)
        loss, kept = self.decoded(t, features, points, labels)
        if t + 1 == self.length:
            self.note("tracked", kept.iou, self.present[t])
        if t == self.corrected:
            more, kept = self.corrected_frame(t, features, kept)
            loss = 0.5 * (loss + more)
        if t + 1 < self.length:
            self.remember_tracked(t, self.enlarge(kept.logits), kept.token)
        return loss, match

    def corrected_frame(self, t, features, kept):
        """Clicks on a tracked frame: with its memories, and from the mask that was tracked."""
        count, loss = len(features), 0.0
        points = torch.zeros(count, 0, 2, device=self.device)
        labels = torch.zeros(count, 0, dtype=torch.long, device=self.device)
        everybody = torch.ones(count, dtype=torch.bool)
        clicks = 1 + int(self.rng.choice(len(self.teaching.later_clicks), p=self.teaching.later_clicks))
        for _ in range(clicks):
            points, labels = self.one_more_click(t, kept, everybody, points, labels)
            more, kept = self.decoded(t, features, points, labels, None, kept.previous())
            loss = loss + more / clicks
        self.note("refined", kept.iou, self.present[t])
        return loss, kept

    def conditioned(self, raw, t):
        """Features of frame t with the memories, and the matching loss."""
        seen, indices, times = self.ages()
        wanted = self.teaching.matching_weight > 0
        features, weights = self.model.condition(
            raw, [m.map for m in seen], indices, [m.pointer for m in self.memories], times, wanted)
        match = matching_loss(weights, [m.mask for m in seen], self.truth[t]) if wanted else 0.0
        return features, match

    def remember_tracked(self, t, logits, token):
        if t == self.corrected:
            mask = (logits > 0).float()
            self.remember(t, mask * 20 - 10, mask, token, prompted=True)
            return
        true = self.coin(self.teaching.truth_as_memory)[:, None, None, None]
        logits = torch.where(true, self.truth[t] * 20 - 10, logits)
        mask = logits.sigmoid() * self.present[t][:, None, None, None]
        change = prompts.blobs(self.rng, self.truth_numpy[t], self.teaching.spoilt_memory)
        mask = (mask + torch.from_numpy(change).to(self.device)).clamp(0, 1)
        self.remember(t, mask * 20 - 10, mask.detach(), token, prompted=False)

    def ages(self):
        """The memories that attention sees, their rows of maskmem_tpos_enc, and the pointer times of all memories.

        Ages are spread at random, so that all rows are trained although the clips are short."""
        tracked = [i for i, m in enumerate(self.memories) if not m.prompted][::-1]  # newest first
        count = len(self.memories) - 1
        ages = np.arange(count)
        if self.rng.random() < 0.5 and count <= 6:
            ages = np.sort(self.rng.choice(6, count, replace=False))
        ages = dict(zip(range(count, 0, -1), ages))  # by position among the memories
        oldest = max(ages.values(), default=-1) + 2
        distances = [int(oldest * np.exp(self.rng.uniform(0, np.log(90 / oldest))))]
        distances += [int(ages[i]) + 1 for i in range(1, count + 1)]
        prompted = [m for m in self.memories if m.prompted]
        recent = [i for i in tracked if ages[i] < 6][:self.teaching.recent]
        seen = prompted + [self.memories[i] for i in recent]
        indices = [PROMPTED_INDEX] * len(prompted) + [int(ages[i]) for i in recent]
        return seen, indices, [d / 15 for d in distances]

    # -------------------------------------------------- shared

    def decoded(self, t, features, points, labels, ambiguous=None, mask_input=None, has_mask=None):
        """The loss of frame t, and what the tracker keeps: the best of three by predicted IoU for ambiguous [N]
        prompts, else the single mask, or the best of three if that one is unstable (its pointer stays the single one's).
        """
        if ambiguous is None:
            ambiguous = torch.zeros(len(features), dtype=torch.bool, device=self.device)
        _, hi0, hi1 = self.features(t)
        masks, iou, score, tokens = self.model.decode(features, hi0, hi1, points, labels, mask_input, has_mask)
        loss, true_iou = frame_loss(
            masks, iou, score, self.truth[t], self.present[t], ambiguous, self.teaching.upsampling)
        best = iou[:, 1:].argmax(1) + 1
        choice = torch.where(ambiguous | ~stable(masks[:, 0]), best, 0)
        absent = (score <= 0)[:, :, None, None]
        logits = torch.where(absent, ABSENT_LOGIT, take(masks, choice)[:, None])
        return loss, Kept(logits, take(tokens, torch.where(ambiguous, best, 0)), take(true_iou, choice))

    def enlarge(self, logits):
        return F.interpolate(logits, size=(self.size, self.size), mode="bilinear", align_corners=False)

    def coin(self, chance):
        return torch.from_numpy(self.rng.random(len(self.truth[0])) < chance).to(self.device)

    def remember(self, t, mask_for_memory, mask, token, prompted):
        raw = self.features(t)[0]
        self.memories.append(Memory(self.model.encode_memory(raw, mask_for_memory, self.present[t]), mask,
                                    self.model.pointer(token, self.present[t]), prompted))
