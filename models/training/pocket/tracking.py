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
    correction: float = 0.25  # chance of a second round with a corrective click
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


class ClipRun:
    """Tracks all objects of a batch of clips; N = batch * objects."""

    def __init__(self, model, frames, masks, teaching, rng, device, autocast):
        self.model, self.teaching, self.rng, self.device = model, teaching, rng, device
        batch, self.length, objects = masks.shape[:3]
        self.size = masks.shape[-1]
        self.truth_numpy = masks[:, 0].flatten(0, 1).numpy()  # [N,S,S] first frame
        truth = masks.to(device).float().transpose(1, 2).flatten(0, 1)  # [N,T,S,S]
        self.truth = [truth[:, t, None] for t in range(self.length)]
        self.present = [t.flatten(1).sum(1) > 0.0005 * self.size ** 2 for t in self.truth]
        with autocast():
            maps = model.encode_image(normalise(frames, device))
        self.maps = [m.float().unflatten(0, (batch, self.length)).repeat_interleave(objects, dim=0) for m in maps]
        self.memories, self.memory_masks, self.pointers = [], [], []

    def features(self, t):
        return [m[:, t] for m in self.maps]

    def run(self):
        """Returns the loss and the mean IoU of the first (not mask-prompted) and of the last frame."""
        loss, first_iou = self.prompted_frame()
        last_iou = first_iou
        matching = 0.0
        for t in range(1, self.length):
            frame, match, last_iou = self.tracked_frame(t)
            loss = loss + frame
            matching = matching + match
        loss = loss / self.length + self.teaching.matching_weight * matching / max(1, self.length - 1)
        return loss, first_iou, last_iou

    # -------------------------------------------------- first frame

    def prompted_frame(self):
        model, truth, present = self.model, self.truth[0], self.present[0]
        kinds = prompts.sample_kinds(self.rng, len(truth))
        by_mask = torch.from_numpy(kinds == prompts.MASK).to(self.device)
        points, labels = (v.to(self.device) for v in prompts.first_prompts(self.rng, self.truth_numpy, kinds))
        raw, hi0, hi1 = self.features(0)
        features = torch.where(by_mask[:, None, None, None], raw, model.without_memory(raw))
        mask_input = model.mask_downsample(truth)
        output = model.decode(features, hi0, hi1, points, labels, mask_input, by_mask)
        single_click = torch.from_numpy(kinds == prompts.CLICK).to(self.device)
        loss, iou = self.loss(output, 0, single_click)
        choice = self.choose(output[1], single_click)

        if self.rng.random() < self.teaching.correction:
            previous = take(output[0], choice)[:, None].detach()
            points2, labels2 = self.correction(previous, kinds)
            points, labels = torch.cat([points, points2], 1), torch.cat([labels, labels2], 1)
            mask_input = torch.where(by_mask[:, None, None, None], mask_input, previous.clamp(-32, 32))
            output = model.decode(features, hi0, hi1, points, labels, mask_input)
            second, iou = self.loss(output, 0, torch.zeros_like(single_click))
            loss = 0.5 * (loss + second)
            choice = torch.zeros_like(choice)

        if self.length > 1:
            guess = self.enlarge(take(output[0], choice)[:, None]) > 0
            given = by_mask | self.coin(self.teaching.truth_as_memory)
            mask = torch.where(given[:, None, None, None], truth > 0.5, guess).float()
            self.remember(0, mask * 20 - 10, mask, take(output[3], choice))
        shown = take(iou, choice)[~by_mask]
        return loss, shown.mean().item() if len(shown) else float("nan")

    def correction(self, logits, kinds):
        guess = (self.enlarge(logits)[:, 0] > 0).cpu().numpy()
        points, labels = prompts.corrective_clicks(self.rng, self.truth_numpy, guess, kinds)
        return points.to(self.device), labels.to(self.device)

    # -------------------------------------------------- later frames

    def tracked_frame(self, t):
        model = self.model
        raw, hi0, hi1 = self.features(t)
        indices, times = self.ages()
        features, weights = model.condition(
            raw, self.memories, indices, self.pointers, times, self.teaching.matching_weight > 0)
        count = len(raw)
        points = torch.zeros(count, 1, 2, device=self.device)
        labels = torch.full((count, 1), NOT_A_POINT, device=self.device)
        output = model.decode(features, hi0, hi1, points, labels)
        nobody = torch.zeros(count, dtype=torch.bool, device=self.device)
        loss, iou = self.loss(output, t, nobody)
        match = 0.0
        if weights is not None:
            match = matching_loss(weights, self.memory_masks, self.truth[t])
        multimask = self.rng.random() < self.teaching.multimask_tracking
        choice = self.choose(output[1], ~nobody if multimask else nobody)
        if t + 1 < self.length:
            logits = self.enlarge(take(output[0], choice)[:, None])
            logits = torch.where(self.coin(self.teaching.truth_as_memory)[:, None, None, None],
                                 self.truth[t] * 20 - 10, logits)
            mask = logits.sigmoid() * self.present[t][:, None, None, None]
            self.remember(t, mask * 20 - 10, mask.detach(), take(output[3], choice))
        shown = take(iou, choice)[self.present[t]]
        return loss, match, shown.mean().item() if len(shown) else float("nan")

    def ages(self):
        """Rows of maskmem_tpos_enc and pointer times of the memories; ages are spread at random, so that all
        rows are trained although the clips are short."""
        tracked = len(self.memories) - 1
        ages = np.arange(tracked)
        if self.rng.random() < 0.5:
            ages = np.sort(self.rng.choice(6, tracked, replace=False)) if tracked <= 6 else ages
        ages = ages[::-1]  # memories are stored oldest first
        oldest = tracked + 1 if tracked == 0 else max(ages[0] + 2, tracked + 1)
        prompted = oldest * np.exp(self.rng.uniform(0, np.log(90 / oldest)))
        distances = [int(prompted)] + [a + 1 for a in ages]
        return [PROMPTED_INDEX] + [int(a) for a in ages], [d / 15 for d in distances]

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

    def remember(self, t, mask_for_memory, mask, token):
        raw = self.features(t)[0]
        self.memories.append(self.model.encode_memory(raw, mask_for_memory, self.present[t]))
        self.memory_masks.append(mask)
        self.pointers.append(self.model.pointer(token, self.present[t]))
