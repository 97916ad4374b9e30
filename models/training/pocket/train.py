"""Trains pocket: python -m pocket.train --data DATA --out RUN --minutes 95

The run is cut into stages by wall time; a stopped run goes on where it was with --resume.
RUN/last.pt holds everything needed to go on, RUN/log.txt one line a minute.
"""
import argparse
import contextlib
import copy
import math
import os
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.distributed as dist
import torch.multiprocessing
from safetensors.torch import load_file

from . import optimiser
from .data import Library, loader
from .export import unfuse
from .network import Config, Pocket
from .tracking import ClipRun, Teaching


@dataclass(frozen=True)
class Stage:
    until: float  # fraction of the run's time
    size: int
    frames: int
    batch: int
    upsampling: int
    frozen_norms: bool = False  # batch norms keep their statistics: for batches of few clips
    images: float = 0.0  # share of steps on single pictures: prompts and corrections alone, cheaper than clips
    image_size: int = 256
    image_batch: int = 4
    rehearsed: int = 0  # of a clip's frames, those after the first that are tracked without being learned from


@dataclass(frozen=True)
class Plan:
    """A run's stages, and how learning rate and help change with its progress (0..1)."""
    stages: tuple
    warm_up: int  # steps
    flat: float  # progress until which the learning rate stays at its peak
    fall: Callable  # share of the peak by the share of the time after that
    truth_as_memory: float  # at the beginning; gone after half of the run
    matching_weight: float  # at the beginning; gone after four fifths
    averaging: float = 0.999  # decay of the averaged weights
    later_correction: float = 0.3  # chance that one tracked frame of a clip gets clicks
    later_clicks: tuple = (1.0,)  # chances of 1, 2, ... of them
    kinds: tuple = (0.35, 0.15, 0.5)  # shares of masks, boxes and clicks among a clip's first prompts

    def learning_rate(self, peak, progress, step):
        fallen = min(1.0, max(0.0, (progress - self.flat) / (1 - self.flat)))
        return peak * min(1, (step + 1) / self.warm_up) * max(0.01, self.fall(fallen))

    def teaching(self, progress, stage):
        return Teaching(truth_as_memory=max(0.0, self.truth_as_memory * (1 - progress / 0.5)),
                        matching_weight=max(0.0, self.matching_weight * (1 - progress / 0.8)),
                        later_correction=self.later_correction, later_clicks=self.later_clicks, kinds=self.kinds,
                        upsampling=stage.upsampling, rehearsed=stage.rehearsed)


FROM_SCRATCH = Plan((
    Stage(0.43, 192, 2, 16, 1),
    Stage(0.55, 192, 4, 8, 1),
    Stage(0.66, 256, 4, 4, 1),
    Stage(0.82, 256, 6, 4, 1, frozen_norms=True),
    Stage(1.00, 384, 4, 2, 1, frozen_norms=True),
), 100, 0.45, lambda x: 1 - x, 0.6, 0.5)

CONTINUED = Plan((
    Stage(0.60, 384, 5, 2, 1, frozen_norms=True, images=0.7, image_size=320, image_batch=4),
    Stage(1.00, 448, 4, 2, 1, frozen_norms=True, images=0.6, image_size=448, image_batch=2),
), 50, 0.1, lambda x: 0.5 + 0.5 * math.cos(math.pi * x), 0.1, 0.1)

SETTLED = Plan((
    Stage(1.00, 448, 4, 2, 1, frozen_norms=True, images=0.6, image_size=448, image_batch=2),
), 10, 0.0, lambda x: 0.5 + 0.5 * math.cos(math.pi * x), 0.0, 0.0)

REFINED = Plan((
    Stage(0.40, 256, 6, 4, 1, frozen_norms=True, images=0.75, image_size=256, image_batch=8),
    Stage(0.70, 352, 6, 2, 1, frozen_norms=True, images=0.75, image_size=352, image_batch=6),
    Stage(1.00, 448, 5, 2, 1, frozen_norms=True, images=0.7, image_size=448, image_batch=4),
), 60, 0.15, lambda x: 0.5 + 0.5 * math.cos(math.pi * x), 0.1, 0.1, 0.995, 0.6, (0.5, 0.3, 0.2))

BALANCED = Plan((
    Stage(0.45, 352, 6, 2, 1, frozen_norms=True, images=0.55, image_size=352, image_batch=6),
    Stage(1.00, 448, 5, 2, 1, frozen_norms=True, images=0.55, image_size=448, image_batch=4),
), 60, 0.15, lambda x: 0.5 + 0.5 * math.cos(math.pi * x), 0.1, 0.1, 0.995, 0.4, (0.6, 0.3, 0.1), (0.6, 0.1, 0.3))

REHEARSED = Plan((
    Stage(0.60, 288, 9, 2, 1, frozen_norms=True, images=0.4, image_size=288, image_batch=6, rehearsed=5),
    Stage(1.00, 416, 8, 2, 1, frozen_norms=True, images=0.4, image_size=416, image_batch=4, rehearsed=5),
), 60, 0.15, lambda x: 0.5 + 0.5 * math.cos(math.pi * x), 0.1, 0.1, 0.995, 0.3, (0.5, 0.3, 0.2), (0.5, 0.15, 0.35))

PLANS = {"scratch": FROM_SCRATCH, "continued": CONTINUED, "settled": SETTLED, "refined": REFINED,
         "balanced": BALANCED, "rehearsed": REHEARSED}

IMAGE_OBJECTS = 4
IMAGE_TEACHING = Teaching(kinds=(0.0, 0.2, 0.8), corrections=(0.1, 0.25, 0.3, 0.2, 0.1, 0.05))


class Average:
    """Exponential moving average of all weights and batch-norm statistics."""

    def __init__(self, model, decay):
        self.model, self.decay, self.updates = copy.deepcopy(model).eval().requires_grad_(False), decay, 0

    @torch.no_grad()
    def update(self, model):
        self.updates += 1
        weight = 1 - min(self.decay, (1 + self.updates) / (10 + self.updates))
        mine = [v for v in self.model.state_dict().values() if v.is_floating_point()]
        other = [v for v in model.state_dict().values() if v.is_floating_point()]
        torch._foreach_lerp_(mine, other, weight)


class Meter:
    """Smoothed figures for the log."""

    def __init__(self):
        self.values = {}

    def add(self, **figures):
        for name, value in figures.items():
            if math.isfinite(value):
                self.values[name] = 0.98 * self.values.get(name, value) + 0.02 * value

    def __str__(self):
        return " ".join(f"{k} {v:.3f}" for k, v in self.values.items())


class Trainer:
    """One of `options.processes` equal processes; they share the gradients of every step."""

    def __init__(self, options, library, rank):
        self.options, self.library, self.rank = options, library, rank
        self.device = torch.device(options.device)
        self.out = Path(options.out)
        self.out.mkdir(parents=True, exist_ok=True)
        torch.manual_seed(options.seed)
        random.seed(options.seed)
        self.model = Pocket(Config()).to(self.device).to(memory_format=torch.channels_last)
        self.plan = PLANS[options.plan]
        self.average = Average(self.model, self.plan.averaging)
        self.optimisers = optimiser.build(self.model, options.lr, options.weight_decay, options.optimiser == "muon")
        self.step = self.frames = 0
        self.elapsed = 0.0
        self.meter = Meter()
        if options.resume and (self.out / "last.pt").exists():
            self.restore()
        elif options.init:
            self.begin_from(options.init)
        self.rng = np.random.default_rng([options.seed, self.step, rank])
        self.say(f"{len(self.library.stills)} stills, {len(self.library.clips)} clips, data {self.library.digest[:16]}, "
                 f"{sum(p.numel() for p in self.model.parameters()) / 1e6:.2f} M parameters, {options}")

    def say(self, line):
        if self.rank:
            return
        print(line, flush=True)
        with open(self.out / "log.txt", "a") as f:
            f.write(line + "\n")

    def autocast(self):
        if self.options.precision == "fp32":
            return contextlib.nullcontext()
        return torch.autocast(self.device.type, torch.bfloat16)

    def save(self):
        if self.rank:
            return
        state = dict(model=self.model.state_dict(), average=self.average.model.state_dict(),
                     updates=self.average.updates, optimisers=[o.state_dict() for o in self.optimisers],
                     step=self.step, frames=self.frames, elapsed=self.elapsed, data=self.library.digest,
                     options=vars(self.options))
        temporary = self.out / "last.tmp"
        torch.save(state, temporary)
        os.replace(temporary, self.out / "last.pt")

    def restore(self):
        state = torch.load(self.out / "last.pt", map_location=self.device, weights_only=True)
        self.model.load_state_dict(state["model"])
        self.average.model.load_state_dict(state["average"])
        self.average.updates = state["updates"]
        for o, saved in zip(self.optimisers, state["optimisers"]):
            o.load_state_dict(saved)
        self.step, self.frames, self.elapsed = state["step"], state["frames"], state["elapsed"]

    def begin_from(self, path):
        """Takes the averaged weights of another run's checkpoint, or exported ones; everything else starts afresh."""
        if str(path).endswith(".safetensors"):
            unfuse(load_file(path), self.model)
        else:
            self.model.load_state_dict(torch.load(path, map_location=self.device, weights_only=True)["average"])
        self.average = Average(self.model, self.plan.averaging)

    def train(self):
        total = 60 * self.options.minutes
        for stage in self.plan.stages:
            if self.elapsed < stage.until * total:
                self.say(f"stage {stage}")
                self.run_stage(stage, total)
        self.save()
        self.say(f"done: {self.step} steps, {self.frames} frames, {self.elapsed / 60:.1f} minutes")

    def freeze_norms(self):
        """Goes on from the averaged weights, whose batch norms keep the averaged statistics from now on."""
        self.model.load_state_dict(self.average.model.state_dict())
        for module in self.model.modules():
            if isinstance(module, torch.nn.BatchNorm2d):
                module.eval()

    def run_stage(self, stage, total):
        self.model.train()
        if stage.frozen_norms:
            self.freeze_norms()
        processes = self.options.processes
        seed = self.options.seed + 1000 * self.step + 100 * self.rank
        clips = loader(self.library, stage.size, stage.frames, max(1, round(stage.batch / processes)),
                       seed=seed, workers=self.options.workers)
        images = stage.images and loader(
            self.library, stage.image_size, 1, max(1, round(stage.image_batch / processes)), seed=seed + 50,
            workers=self.options.workers, objects=IMAGE_OBJECTS, real=0.25)
        started, before = time.time(), self.elapsed
        reported, saved, frames_then = time.time(), time.time(), self.frames
        while self.elapsed < stage.until * total:
            progress = self.elapsed / total
            if np.random.default_rng(seed=[self.options.seed, self.step]).random() < stage.images:  # alike in all
                self.train_step(next(images), IMAGE_TEACHING, progress)
            else:
                self.train_step(next(clips), self.plan.teaching(progress, stage), progress)
            self.elapsed = self.agree(before + time.time() - started)
            if time.time() - reported > 60:
                speed = (self.frames - frames_then) / (time.time() - reported)
                self.say(f"{self.elapsed / 60:6.1f} min  step {self.step}  frames {self.frames}  "
                         f"{speed:.1f} frames/s  {self.meter}")
                reported, frames_then = time.time(), self.frames
            if time.time() - saved > 120:
                self.save()
                saved = time.time()

    def agree(self, seconds):
        """The first process's clock, for all, so that they change stages together."""
        if self.options.processes == 1:
            return seconds
        clock = torch.tensor([seconds], dtype=torch.float64)
        dist.broadcast(clock, 0)
        return clock.item()

    def share_gradients(self):
        if self.options.processes == 1:
            return
        parameters = [p for p in self.model.parameters() if p.requires_grad]
        gradients = [torch.zeros_like(p) if p.grad is None else p.grad for p in parameters]
        flat = torch.cat([g.reshape(-1) for g in gradients])
        dist.all_reduce(flat)
        flat /= self.options.processes
        for p, part in zip(parameters, flat.split([p.numel() for p in parameters])):
            p.grad = part.view(p.shape)

    def train_step(self, batch, help_given, progress):
        frames, masks = batch
        with self.autocast():
            clip = ClipRun(self.model, frames, masks, help_given, self.rng, self.device, self.autocast)
            loss, figures = clip.run()
        for o in self.optimisers:
            o.zero_grad(set_to_none=True)
            for group in o.param_groups:
                group["lr"] = self.plan.learning_rate(self.options.lr, progress, self.step)
        loss.backward()
        self.share_gradients()
        norm = torch.nn.utils.clip_grad_norm_(self.model.parameters(), self.options.clip)
        if torch.isfinite(norm):
            for o in self.optimisers:
                o.step()
            self.average.update(self.model)
        self.step += 1
        self.frames += frames.shape[0] * frames.shape[1] * self.options.processes
        self.meter.add(loss=loss.item(), norm=norm.item(), **figures)


def run(rank, options, library):
    torch.set_num_threads(options.threads)
    if options.processes > 1:
        rendezvous = f"file://{Path(options.out).resolve()}.rendezvous"
        dist.init_process_group("gloo", init_method=rendezvous, rank=rank, world_size=options.processes)
    Trainer(options, library, rank).train()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True, help="folder described in data.py")
    parser.add_argument("--out", required=True, help="run folder")
    parser.add_argument("--minutes", type=float, default=95)
    parser.add_argument("--mix", choices=["noncommercial", "permissive"], default="noncommercial")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lr", type=float, default=1e-3)
    parser.add_argument("--weight-decay", type=float, default=0.02)
    parser.add_argument("--clip", type=float, default=1.0)
    parser.add_argument("--optimiser", choices=["adamw", "muon"], default="adamw")
    parser.add_argument("--precision", choices=["bf16", "fp32"], default="bf16")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--processes", type=int, default=1,
                        help="data-parallel processes; two of one thread beat one of two threads on a CPU by 1.4")
    parser.add_argument("--threads", type=int, default=1, help="threads of each process")
    parser.add_argument("--workers", type=int, default=1, help="loader processes of each process")
    parser.add_argument("--plan", choices=list(PLANS), default="scratch", help="stages and their schedules")
    parser.add_argument("--init", help="checkpoint of an earlier run whose averaged weights to start from, or an exported "
                        ".safetensors")
    parser.add_argument("--resume", action="store_true")
    options = parser.parse_args()
    library = Library.load(options.data, options.mix)
    Path(f"{options.out}.rendezvous").unlink(missing_ok=True)
    if options.processes == 1:
        run(0, options, library)
    else:  # forked, so that the decoded pictures are shared
        torch.multiprocessing.start_processes(run, (options, library), options.processes, start_method="fork")


if __name__ == "__main__":
    main()
