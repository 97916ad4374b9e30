"""Makes the predicted IoU and the object score mean what they say, without changing what is drawn.

Clips made as in training go through the network; a logistic curve is fitted from each predicted logit to what came
out, and folded into the last layer of its head. Both curves rise, so the best of three masks stays the best; the sign
of the object score is kept, since the tracker asks for no more than that.
"""
import numpy as np
import torch

from .data import loader
from .tracking import ClipRun, Teaching, take

AS_USED = Teaching(kinds=(0.3, 0.2, 0.5), corrections=(0.7, 0.3), later_correction=0.0, spoilt_memory=0.0,
                   multimask_tracking=0.0)


class Observed(ClipRun):
    """Keeps (predicted IoU, true IoU) of the masks that would be shown and (object score, presence) of all frames."""

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.ious, self.scores = [], []

    def loss(self, output, t, ambiguous):
        result, true = super().loss(output, t, ambiguous)
        choice, shown = self.choose(output[1], ambiguous), self.present[t]
        self.ious.append(torch.stack([take(output[1], choice)[shown], take(true, choice)[shown]]))
        self.scores.append(torch.stack([output[2][:, 0], shown.float()]))
        return result, true


@torch.no_grad()
def observe(model, library, size, frames, clips, seed):
    """Pairs [2,n] of predicted and true IoU, and of object scores (logits) and presence."""
    rng, batches = np.random.default_rng(seed), loader(library, size, frames, 1, seed, workers=0)
    autocast = lambda: torch.autocast("cpu", torch.bfloat16)  # noqa: E731
    ious, scores = [], []
    for _ in range(clips):
        with autocast():
            run = Observed(model, *next(batches), AS_USED, rng, torch.device("cpu"), autocast)
            run.run()
        ious += run.ious
        scores += run.scores
    return torch.cat(ious, 1).float(), torch.cat(scores, 1).float()


def fit(logits, target, with_bias):
    """Scale and bias of the logistic curve through (logit, target in 0..1) that is nearest by cross entropy."""
    parameters = torch.tensor([1.0, 0.0], requires_grad=True)
    optimiser = torch.optim.LBFGS([parameters], max_iter=100, line_search_fn="strong_wolfe")

    def closure():
        optimiser.zero_grad()
        guess = parameters[0] * logits + (parameters[1] if with_bias else 0.0)
        loss = torch.nn.functional.binary_cross_entropy_with_logits(guess, target)
        loss.backward()
        return loss

    with torch.enable_grad():
        optimiser.step(closure)
    scale, bias = parameters.detach().tolist()
    assert scale > 0, "the head says the opposite of the truth: train on"
    return scale, bias if with_bias else 0.0


@torch.no_grad()
def fold(head, scale, bias):
    """Makes an Mlp's output x come out as scale * x + bias."""
    head.layers[-1].weight.mul_(scale)
    head.layers[-1].bias.mul_(scale).add_(bias)


def calibrate(model, library, size, frames=5, clips=80, seed=4321):
    """Changes the model's two heads; returns what was folded in, for the manifest."""
    ious, scores = observe(model, library, size, frames, clips, seed)
    iou = fit(ious[0].clamp(1e-4, 1 - 1e-4).logit(), ious[1], with_bias=True)
    score = fit(scores[0], scores[1], with_bias=False)
    fold(model.sam_mask_decoder.iou_prediction_head, *iou)
    fold(model.sam_mask_decoder.pred_obj_score_head, *score)
    return {"clips": clips, "seed": seed, "iou": [round(v, 4) for v in iou], "objectScale": round(score[0], 4)}
