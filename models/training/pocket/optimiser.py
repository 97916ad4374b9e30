"""Muon (orthogonalised momentum) for the weight matrices, AdamW for everything else.

Muon: K. Jordan et al., "Muon: an optimizer for hidden layers in neural networks", 2024; the scaling that makes
its steps as large as AdamW's is from J. Liu et al., "Muon is scalable for LLM training", 2025.
"""
from collections import defaultdict

import torch


def orthogonalise(g, steps=5):
    """Newton-Schulz iteration on a stack [n, rows, columns]: singular values go to about 1."""
    a, b, c = 3.4445, -4.7750, 2.0315
    tall = g.shape[1] > g.shape[2]
    x = g.transpose(1, 2) if tall else g
    x = (x / (x.norm(dim=(1, 2), keepdim=True) + 1e-7)).bfloat16()
    for _ in range(steps):
        gram = x @ x.transpose(1, 2)
        x = a * x + (b * gram + c * gram @ gram) @ x
    return (x.transpose(1, 2) if tall else x).to(g.dtype)


class Muon(torch.optim.Optimizer):
    """Weights of one shape are updated together, as a stack."""

    def __init__(self, parameters, lr, weight_decay, momentum=0.95):
        super().__init__(parameters, dict(lr=lr, weight_decay=weight_decay, momentum=momentum))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            by_shape = defaultdict(list)
            for p in group["params"]:
                if p.grad is not None:
                    by_shape[(p.shape[0], p[0].numel())].append(p)
            for (rows, columns), parameters in by_shape.items():
                self.update(group, parameters, rows, columns)

    def update(self, group, parameters, rows, columns):
        directions = []
        for p in parameters:
            state = self.state[p]
            if "momentum" not in state:
                state["momentum"] = torch.zeros_like(p)
            state["momentum"].mul_(group["momentum"]).add_(p.grad)
            nesterov = p.grad + group["momentum"] * state["momentum"]
            directions.append(nesterov.reshape(rows, columns))
        scale = 0.2 * max(rows, columns) ** 0.5
        for p, direction in zip(parameters, orthogonalise(torch.stack(directions))):
            p.mul_(1 - group["lr"] * group["weight_decay"])
            p.add_(direction.view(p.shape), alpha=-group["lr"] * scale)


def is_matrix(name, p):
    """Linear layers and dense convolutions; not embeddings, depth-wise filters, norms or biases."""
    lookup = any(word in name for word in ("_token", "_embed", "_enc", "point_embeddings", "no_"))
    return p.ndim >= 2 and min(p.shape[0], p[0].numel()) >= 16 and not lookup and not (p.ndim == 4 and p.shape[1] == 1)


def build(model, lr, weight_decay, muon=True):
    """A list of optimisers that together hold every trainable parameter once."""
    named = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
    matrices = [p for n, p in named if muon and is_matrix(n, p)]
    rest = [(n, p) for n, p in named if not (muon and is_matrix(n, p))]
    decayed = [p for n, p in rest if p.ndim >= 2 and is_matrix(n, p)]
    plain = [p for n, p in rest if not is_matrix(n, p)]
    adam = torch.optim.AdamW([dict(params=decayed, weight_decay=weight_decay), dict(params=plain, weight_decay=0.0)],
                             lr=lr, betas=(0.9, 0.98))
    return [Muon(matrices, lr, weight_decay), adam] if muon else [adam]
