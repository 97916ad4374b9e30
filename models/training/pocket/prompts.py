"""Prompts for training: a mask, a box or a click for every object of a batch, and corrective clicks."""
import cv2
import numpy as np
import torch

from .network import UNUSED

MASK, BOX, CLICK = 0, 1, 2
NEGATIVE, POSITIVE, BOX_START, BOX_END = 0, 1, 2, 3


def sample_kinds(rng, count, shares):
    """Prompt kinds [count] as a bool-able int array."""
    return rng.choice([MASK, BOX, CLICK], size=count, p=shares)


def deepest(mask):
    """The pixel (x, y) farthest from the mask's border, and how far that is; 0 if the mask is empty."""
    distance = cv2.distanceTransform(np.pad(mask.astype(np.uint8), 1), cv2.DIST_L2, 3)[1:-1, 1:-1]
    y, x = np.unravel_index(distance.argmax(), distance.shape)
    return (x, y), distance[y, x]


def centre_of(mask):
    """The pixel (x, y) farthest from the mask's border."""
    return deepest(mask)[0]


def click_in(rng, mask):
    """A pixel (x, y) of a non-empty mask: its centre half of the time, else any pixel."""
    if rng.random() < 0.5:
        return centre_of(mask)
    ys, xs = np.nonzero(mask)
    i = rng.integers(len(xs))
    return xs[i], ys[i]


def box_around(rng, mask):
    """Corners ((x0, y0), (x1, y1)) of the mask's box, each shifted by up to a tenth of its side."""
    x, y, w, h = cv2.boundingRect(mask.astype(np.uint8))
    noise = rng.uniform(-0.1, 0.1, (2, 2)) * (w, h)
    corners = np.array([[x, y], [x + w - 1, y + h - 1]]) + noise
    return np.clip(corners, 0, np.array(mask.shape)[::-1] - 1)


def first_prompts(rng, masks, kinds):
    """masks [N,S,S] uint8 (numpy). Returns points [N,2,2] in model pixels and labels [N,2] as tensors.

    A mask prompt is SAM 2's lone padding point (its second slot is unused), a click likewise uses one slot.
    """
    points = np.zeros((len(masks), 2, 2), np.float32)
    labels = np.full((len(masks), 2), UNUSED)
    for i, (mask, kind) in enumerate(zip(masks, kinds)):
        if kind == MASK:
            labels[i, 0] = -1
        elif kind == BOX:
            points[i] = box_around(rng, mask)
            labels[i] = BOX_START, BOX_END
        else:
            points[i, 0] = click_in(rng, mask)
            labels[i, 0] = POSITIVE
    return torch.from_numpy(points), torch.from_numpy(labels)


def careful_click(missed, extra):
    """The click (x, y) and label of a careful person: in the middle of the deeper mistake."""
    (here, depth), (there, other) = deepest(missed), deepest(extra)
    return (here, POSITIVE) if depth > other else (there, NEGATIVE)


def hasty_click(rng, missed, extra):
    """A click (x, y) and label anywhere in the larger mistake."""
    positive = missed.sum() >= extra.sum()
    ys, xs = np.nonzero(missed if positive else extra)
    i = rng.integers(len(xs))
    return (xs[i], ys[i]), POSITIVE if positive else NEGATIVE


def corrective_clicks(rng, masks, predicted, wanted):
    """One click per wanted [N] object where the prediction [N,S,S] is wrong: points [N,1,2], labels [N,1]."""
    points = np.zeros((len(masks), 1, 2), np.float32)
    labels = np.full((len(masks), 1), UNUSED)
    for i, (mask, guess) in enumerate(zip(masks > 0, predicted)):
        missed, extra = mask & ~guess, guess & ~mask
        if wanted[i] and (missed.any() or extra.any()):
            careful = rng.random() < 0.5
            points[i, 0], labels[i, 0] = careful_click(missed, extra) if careful else hasty_click(rng, missed, extra)
    return torch.from_numpy(points), torch.from_numpy(labels)


def blobs(rng, masks, chance):
    """Changes [N,1,S,S] to masks [N,S,S]: with this chance an ellipse of +1 or -1 somewhere about the object, else 0."""
    change = np.zeros((len(masks), 1, *masks.shape[1:]), np.float32)
    for i, mask in enumerate(masks):
        if rng.random() < chance and mask.any():
            x, y, w, h = cv2.boundingRect(mask)
            centre = (int(x + rng.uniform(-0.2, 1.2) * w), int(y + rng.uniform(-0.2, 1.2) * h))
            axes = (1 + int(rng.uniform(0.1, 0.5) * w), 1 + int(rng.uniform(0.1, 0.5) * h))
            cv2.ellipse(change[i, 0], centre, axes, 0, 0, 360, 1.0 if rng.random() < 0.5 else -1.0, -1)
    return change
