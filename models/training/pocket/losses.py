"""Losses of one decoded frame."""
import torch
import torch.nn.functional as F


def mask_loss(logits, target):
    """Focal-like cross entropy (weight 5) plus dice, per mask; logits [N,M,h,w], target [N,1,h,w] in 0..1."""
    target = target.expand_as(logits)
    entropy = F.binary_cross_entropy_with_logits(logits, target, reduction="none")
    focal = (entropy * (1 - (-entropy).exp())).mean((2, 3))
    p = logits.sigmoid()
    dice = 1 - (2 * (p * target).sum((2, 3)) + 1) / (p.sum((2, 3)) + target.sum((2, 3)) + 1)
    return 5 * focal + dice  # [N,M]


@torch.no_grad()
def intersection_over_union(logits, target):
    """IoU [N,M] of thresholded logits [N,M,h,w] with the target [N,1,h,w]."""
    guess, truth = logits > 0, target > 0.5
    both = (guess & truth).sum((2, 3)).float()
    either = (guess | truth).sum((2, 3)).float()
    return both / either.clamp(min=1)


def frame_loss(logits, iou, score, target, present, ambiguous, upsampling):
    """Mean loss over the objects of one frame.

    logits [N,4,h,w]: the single mask, then three of which the best is taught, and all a little, so that a wrong choice
    among them costs less (C. Rupprecht et al., "Learning in an uncertain world", 2017); iou [N,4]; score [N,1];
    target [N,1,S,S]; present [N] bool; ambiguous [N] bool: single clicks, for which the three count in full.
    Returns the loss and the true IoU [N,4].
    """
    if upsampling > 1:
        logits = F.interpolate(logits, scale_factor=float(upsampling), mode="bilinear", align_corners=False)
    target = F.interpolate(target, size=logits.shape[2:], mode="area")
    losses = mask_loss(logits, target)
    best_of_three = 0.9 * losses[:, 1:].min(dim=1).values + 0.1 * losses[:, 1:].mean(dim=1)
    true_iou = intersection_over_union(logits, target)
    iou_error = (iou - true_iou).abs().mean(1)
    visible = present.float()
    per_object = losses[:, 0] + best_of_three * torch.where(ambiguous, 1.0, 0.5) + iou_error
    presence = F.binary_cross_entropy_with_logits(score[:, 0], visible)
    return (per_object * visible).mean() + 0.3 * presence, true_iou


def matching_loss(weights, memory_masks, target):
    """Teaches memory attention to look at the object from the object, and at background from background.

    weights [N, g*g, keys] of one layer; memory_masks: one [N,1,S,S] per memory, in key order; target [N,1,S,S].
    The weight that falls on object cells must equal the object's share of the looking cell.
    """
    cells = int(weights.shape[1] ** 0.5)
    to_cells = lambda mask: F.interpolate(mask, size=(cells, cells), mode="area").flatten(1)  # noqa: E731
    on_object = torch.cat([to_cells(m) for m in memory_masks], dim=1)  # [N, spatial keys]
    spatial = weights[:, :, :on_object.shape[1]]
    share = (spatial @ on_object[:, :, None])[..., 0] / spatial.sum(-1).clamp(min=1e-4)
    share = share.clamp(1e-4, 1 - 1e-4)
    return F.binary_cross_entropy(share, to_cells(target))
