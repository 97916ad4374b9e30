"""One training clip through the network: prompt on the first frame, then track, collecting the losses."""
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F

from . import prompts
from .losses import frame_loss, matching_loss
from .network import NOT_A_POINT

MEAN, STD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
PROMPTED_INDEX = 6  # row of maskmem_tpos_enc that belongs to prompted frames


@dataclass
class Teaching:
    """How much help the network gets; all of it fades during the run."""
    truth_as_memory: float = 0.0  # chance that a memory is made from the true mask
    matching_weight: float = 0.0  # weight of the matching loss on memory attention
    kinds: tuple = (0.35, 0.15, 0.5)  # shares of masks, boxes and clicks among first prompts
    corrections: tuple = (0.55, 0.2, 0.15, 0.1)  # chances of 0, 1, 2, 3 corrective clicks on the first frame
    later_correction: float = 0.3  # chance that one tracked frame gets a corrective click
    spoilt_memory: float = 0.15  # chance that a blob is added to or taken from a remembered mask
    recent: int = 3  # tracked frames that memory attention sees, as in the tracker
    multimask_tracking: float = 0.3  # chance that tracked frames use the best of three masks
    upsampling: int = 1  # loss resolution relative to the low-resolution masks


def normalise(frames, device):
    """uint8 [..., S, S, 3] to float [-1, 3, S, S] in channels-last memory."""
    x = frames.flatten(0, -4).to(device).permute(0, 3, 1, 2).float().div_(255)
    mean, std = (torch.tensor(v, device=device).view(1, 3, 1, 1) for v in (MEAN, STD))
    return ((x - mean) / std).contiguous(memory_format=torch.channels_last)


def take(values, index):
    """values [N,M,...], index [N] to values[i, index[i]]."""
    return values[torch.arange(len(index), device=index.device), index]


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
        with autocast():
            maps = model.encode_image(normalise(frames, device))
        self.maps = [m.float().unflatten(0, (batch, self.length)).repeat_interleave(objects, dim=0) for m in maps]
        self.memories = []
        self.corrected = None
        if self.length > 1 and rng.random() < teaching.later_correction:
            self.corrected = int(rng.integers(1, self.length))
        self.figures = {}

    def features(self, t):
        return [m[:, t] for m in self.maps]

    def run(self):
        """Returns the loss and figures for the log: mean IoU of first frames prompted by box or click (`prompted`),
        of the last tracked frames (`tracked`), and of frames after their last corrective click (`corrected`)."""
        loss, matching = self.prompted_frame(), 0.0
        for t in range(1, self.length):
            frame, match = self.tracked_frame(t)
            loss = loss + frame
            matching = matching + match
        loss = loss / self.length + self.teaching.matching_weight * matching / max(1, self.length - 1)
        return loss, self.figures

    def note(self, name, iou, shown):
        if shown.any():
            self.figures[name] = iou[shown].mean().item()

    # -------------------------------------------------- first frame

    def prompted_frame(self):
        model, truth = self.model, self.truth[0]
        kinds = prompts.sample_kinds(self.rng, len(truth), self.teaching.kinds)
        by_mask = torch.from_numpy(kinds == prompts.MASK).to(self.device)
        points, labels = (v.to(self.device) for v in prompts.first_prompts(self.rng, self.truth_numpy[0], kinds))
        raw, hi0, hi1 = self.features(0)
        features = torch.where(by_mask[:, None, None, None], raw, model.without_memory(raw))
        given = model.mask_downsample(truth)
        output = model.decode(features, hi0, hi1, points, labels, given, by_mask)
        single_click = torch.from_numpy(kinds == prompts.CLICK).to(self.device)
        loss, iou = self.loss(output, 0, single_click)
        choice = self.choose(output[1], single_click)
        self.note("prompted", take(iou, choice), ~by_mask)

        rounds = self.rng.choice(len(self.teaching.corrections), p=self.teaching.corrections)
        for _ in range(rounds):
            previous = take(output[0], choice)[:, None].detach()
            points, labels = self.corrected_points(0, previous, ~by_mask, points, labels)
            mask_input = torch.where(by_mask[:, None, None, None], given, previous.clamp(-32, 32))
            output = model.decode(features, hi0, hi1, points, labels, mask_input)
            again, iou = self.loss(output, 0, torch.zeros_like(single_click))
            loss, choice = loss + again, torch.zeros_like(choice)
        if rounds:
            self.note("corrected", iou[:, 0], ~by_mask)

        if self.length == 1:
            return loss / (1 + rounds)
        guess = self.enlarge(take(output[0], choice)[:, None]) > 0
        true = by_mask | self.coin(self.teaching.truth_as_memory)
        mask = torch.where(true[:, None, None, None], truth > 0.5, guess).float()
        self.remember(0, mask * 20 - 10, mask, take(output[3], choice), prompted=True)
        return loss / (1 + rounds)

    def corrected_points(self, t, logits, wanted, points, labels):
        """The prompts with one more click each, where the mask of frame t is wrong, for the wanted [N] objects."""
        guess = (self.enlarge(logits)[:, 0] > 0).cpu().numpy()
        more = prompts.corrective_clicks(self.rng, self.truth_numpy[t], guess, wanted.cpu().numpy())
        more_points, more_labels = (v.to(self.device) for v in more)
        return torch.cat([points, more_points], 1), torch.cat([labels, more_labels], 1)

    # -------------------------------------------------- later frames

    def tracked_frame(self, t):
        raw, hi0, hi1 = self.features(t)
        features, match = self.conditioned(raw, t)
        count = len(raw)
        points = torch.zeros(count, 1, 2, device=self.device)
        labels = torch.full((count, 1), NOT_A_POINT, device=self.device)
        output = self.model.decode(features, hi0, hi1, points, labels)
        nobody = torch.zeros(count, dtype=torch.bool, device=self.device)
        loss, iou = self.loss(output, t, nobody)
        multimask = self.rng.random() < self.teaching.multimask_tracking
        choice = self.choose(output[1], ~nobody if multimask else nobody)
        if t + 1 == self.length:
            self.note("tracked", take(iou, choice), self.present[t])
        if t == self.corrected:
            previous = take(output[0], choice)[:, None].detach()
            points, labels = self.corrected_points(t, previous, ~nobody, points[:, :0], labels[:, :0])
            output = self.model.decode(features, hi0, hi1, points, labels, previous.clamp(-32, 32))
            again, iou = self.loss(output, t, nobody)
            loss, choice = 0.5 * (loss + again), torch.zeros_like(choice)
            self.note("corrected", iou[:, 0], self.present[t])
        if t + 1 < self.length:
            self.remember_tracked(t, self.enlarge(take(output[0], choice)[:, None]), take(output[3], choice))
        return loss, match

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

    def loss(self, output, t, ambiguous):
        logits, iou, score, _ = output
        return frame_loss(logits, iou, score, self.truth[t], self.present[t], ambiguous, self.teaching.upsampling)

    def choose(self, iou, multimask):
        """Index [N] of the mask to keep: the best of three by predicted IoU, or the single one."""
        return torch.where(multimask, iou[:, 1:].argmax(1) + 1, 0)

    def enlarge(self, logits):
        return F.interpolate(logits, size=(self.size, self.size), mode="bilinear", align_corners=False)

    def coin(self, chance):
        return torch.from_numpy(self.rng.random(len(self.truth[0])) < chance).to(self.device)

    def remember(self, t, mask_for_memory, mask, token, prompted):
        raw = self.features(t)[0]
        self.memories.append(Memory(self.model.encode_memory(raw, mask_for_memory, self.present[t]), mask,
                                    self.model.pointer(token, self.present[t]), prompted))
