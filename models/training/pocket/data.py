"""Training clips: real ones, and ones made from stills, with pasted objects that move on their own.

Expected layout of the data root:

    stills.tsv            stem, source, kind (instances|one|parts|segments|components), ...
    coco_licences.tsv     stem, from, licence, ...  (for the coco_* and cocop_* pictures)
    stills/<stem>.jpg     picture;  stills/<stem>.png  ids 1..N, 0 = background or unlabelled
    clips/<name>/frames/*.jpg, clips/<name>/masks/*.png

All pictures are decoded once into memory; the loader process shares them with its parent.
A sample is a clip of T frames and K objects: frames [T,S,S,3] uint8 RGB, masks [T,K,S,S] uint8 0/1.
"""
import csv
import hashlib
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
import torch

cv2.setNumThreads(1)

NONCOMMERCIAL_SOURCES = {"coco", "cocop", "oianimal", "ccp", "pet", "camvid", "davis"}
PERMISSIVE_SOURCES = {"coco", "cocop", "oianimal", "ccp"}
PERMISSIVE_COCO = {"CC BY 2.0", "no known restrictions"}
LAYER_ID = 200  # ids from here on are pasted objects


# ---------------------------------------------------------------- what may be used


def allowed(source, coco_licence, mix):
    """Whether a picture's stated terms let it into the mix; `noncommercial` is the shipped one."""
    if mix == "permissive":
        return source in PERMISSIVE_SOURCES and (
            not source.startswith("coco") or coco_licence in PERMISSIVE_COCO)
    return source in NONCOMMERCIAL_SOURCES and (
        not source.startswith("coco") or (coco_licence is not None and "ND" not in coco_licence))


@dataclass
class Still:
    image: np.ndarray  # [h,w,3] uint8 RGB
    label: np.ndarray  # [h,w] uint8
    parts: bool  # ids are parts of one person


@dataclass
class Library:
    stills: list = field(default_factory=list)
    clips: list = field(default_factory=list)  # lists of Still, in time order
    digest: str = ""  # of names and file contents

    @staticmethod
    def load(root, mix="noncommercial", limit=None):
        root, library, digest = Path(root), Library(), hashlib.sha256()
        with open(root / "coco_licences.tsv") as f:
            licences = {row["stem"]: row["licence"] for row in csv.DictReader(f, delimiter="\t")}
        with open(root / "stills.tsv") as f:
            rows = sorted(csv.DictReader(f, delimiter="\t"), key=lambda row: row["stem"])
        rows = [r for r in rows if allowed(r["source"], licences.get(r["stem"]), mix)]
        for row in rows[:limit]:
            path = root / "stills" / row["stem"]
            library.stills.append(read(path.with_suffix(".jpg"), path.with_suffix(".png"), digest,
                                       row["kind"] == "parts"))
        folders = sorted((root / "clips").iterdir()) if mix != "permissive" else []
        folders = [f for f in folders if not f.name.startswith("segtrack")]
        for folder in folders[:limit]:
            frames, masks = sorted(folder.glob("frames/*")), sorted(folder.glob("masks/*"))
            library.clips.append([read(a, b, digest, False) for a, b in zip(frames, masks, strict=True)])
        library.digest = digest.hexdigest()
        return library


def read(image_path, label_path, digest, parts):
    for path in (image_path, label_path):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    image = cv2.cvtColor(cv2.imread(str(image_path)), cv2.COLOR_BGR2RGB)
    label = cv2.imread(str(label_path), cv2.IMREAD_GRAYSCALE)
    assert image.shape[:2] == label.shape, image_path
    return Still(image, np.where(label < LAYER_ID, label, 0), parts)


# ---------------------------------------------------------------- motion


def affine(scale_x, scale_y, degrees, shear, shift, centre):
    """3x3 matrix: scale, shear and rotate about the centre, then shift."""
    a = np.deg2rad(degrees)
    turn = np.array([[np.cos(a), -np.sin(a)], [np.sin(a), np.cos(a)]])
    linear = turn @ np.array([[1, shear], [0, 1]]) @ np.diag([scale_x, scale_y])
    matrix = np.eye(3)
    matrix[:2, :2] = linear
    matrix[:2, 2] = np.array(centre) + np.array(shift) - linear @ np.array(centre)
    return matrix


def random_walk(rng, frames, size, amplitude):
    """Smooth random motion: per frame (log scale, log aspect, degrees, shear, shift x, shift y)."""
    step = np.array([0.05, 0.03, 6, 0.05, 0.06 * size, 0.06 * size]) * amplitude
    position, velocity = np.zeros(6), rng.standard_normal(6) * step
    walk = []
    for _ in range(frames):
        walk.append(position)
        velocity = 0.7 * velocity + 0.5 * rng.standard_normal(6) * step
        position = position + velocity
    return walk


def motion_matrix(state, centre):
    scale, aspect, degrees, shear, dx, dy = state
    return affine(np.exp(scale + aspect), np.exp(scale - aspect), degrees, shear, (dx, dy), centre)


# ---------------------------------------------------------------- parts of a sample


@dataclass
class Layer:
    """A cut-out object with its placement in the first frame and its own motion."""
    cuts: list  # for each frame, pairs of a picture [h,w,3] and its alpha [h,w], uint8 0 or 255; all of one size
    placement: np.ndarray  # 3x3, layer pixels to canvas pixels
    walk: list
    hidden: set  # frames in which it is out of view
    gain: float = 1.0

    def paint(self, canvas, label, t, layer_id):
        if t in self.hidden:
            return
        size = canvas.shape[0]
        image, alpha = self.cuts[t]
        centre = (self.placement @ np.array([alpha.shape[1] / 2, alpha.shape[0] / 2, 1]))[:2]
        matrix = (motion_matrix(self.walk[t], centre) @ self.placement)[:2]
        alpha = cv2.warpAffine(alpha, matrix, (size, size), flags=cv2.INTER_LINEAR)
        alpha = cv2.blur(alpha, (3, 3))
        if not alpha.any():  # out of the picture, or so faint that the blur left nothing
            return
        x, y, w, h = cv2.boundingRect(alpha)
        box = np.s_[y:y + h, x:x + w]
        matrix = matrix - np.array([[0, 0, x], [0, 0, y]])
        pixels = cv2.warpAffine(image, matrix, (w, h), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        a = alpha[box][..., None].astype(np.uint16)
        blended = (canvas[box] * (255 - a) + np.minimum(pixels * self.gain, 255).astype(np.uint16) * a) // 255
        canvas[box] = blended
        label[box][alpha[box] > 127] = layer_id


def cut_out(rng, still):
    """An object of a still: (image crop, alpha crop), or None if it has no useful one."""
    label = still.label
    if still.parts and rng.random() < 0.8:
        alpha = (label > 0).astype(np.uint8)
    else:
        counts = np.bincount(label.ravel(), minlength=256)
        counts[0] = 0
        ids = np.flatnonzero(counts > 0.006 * label.size)
        if len(ids) == 0:
            return None
        alpha = (label == rng.choice(ids)).astype(np.uint8)
    x, y, w, h = cv2.boundingRect(alpha)
    if w < 16 or h < 16:
        return None
    box = np.s_[y:y + h, x:x + w]
    return still.image[box], alpha[box] * 255


def cut_out_moving(rng, clip, frames):
    """The object of a clip, cut out of so many frames in either order: pairs of crops of one size, or None."""
    stride = min(int(rng.choice([1, 1, 2, 2, 3, 4])), max(1, (len(clip) - 1) // frames))
    first = int(rng.integers(max(1, len(clip) - stride * (frames - 1))))
    stills = [clip[min(first + stride * t, len(clip) - 1)] for t in range(frames)]
    if rng.random() < 0.5:
        stills.reverse()
    alphas = [(still.label > 0).astype(np.uint8) for still in stills]
    x, y, w, h = cv2.boundingRect(np.bitwise_or.reduce(alphas))
    if not alphas[0].any() or w < 16 or h < 16:
        return None
    box = np.s_[y:y + h, x:x + w]
    return [(still.image[box], alpha[box] * 255) for still, alpha in zip(stills, alphas)]


def bending(rng, cut, frames):
    """A still object as one that bends: so many pairs of crops, each displaced along slow waves that grow and shrink."""
    margin = 1 + int(0.15 * max(cut[1].shape))
    image = cv2.copyMakeBorder(cut[0], *[margin] * 4, cv2.BORDER_REPLICATE)
    alpha = cv2.copyMakeBorder(cut[1], *[margin] * 4, cv2.BORDER_CONSTANT)
    y, x = np.mgrid[:alpha.shape[0], :alpha.shape[1]].astype(np.float32)
    largest = rng.uniform(0.02, 0.1) * min(cut[1].shape)
    waves = [np.sin(rng.uniform(-9, 9) * x / x.shape[1] + rng.uniform(-9, 9) * y / x.shape[0] + rng.uniform(0, 7))
             for _ in range(4)]
    turns, phases = rng.uniform(0, 0.9, 4), rng.uniform(0, 7, 4)
    cuts = []
    for t in range(frames):
        a, b, c, d = largest * np.sin(turns * t + phases)
        grid = (x + a * waves[0] + b * waves[1]).astype(np.float32), (y + c * waves[2] + d * waves[3]).astype(np.float32)
        cuts.append((cv2.remap(image, *grid, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE),
                     cv2.remap(alpha, *grid, cv2.INTER_LINEAR)))
    return cuts


def make_layer(rng, cuts, frames, size, hide):
    h, w = cuts[0][1].shape
    scale = size * rng.uniform(0.12, 0.6) / max(cv2.boundingRect(cuts[0][1])[2:])
    aspect = np.exp(rng.uniform(-0.2, 0.2))
    flip = -1 if rng.random() < 0.5 else 1
    target = rng.uniform(0.1, 0.9, 2) * size
    placement = np.array([[flip * scale * aspect, 0, target[0] - flip * scale * aspect * w / 2],
                          [0, scale / aspect, target[1] - scale / aspect * h / 2], [0, 0, 1]])
    hidden = set()
    if hide and frames > 1:
        start = int(rng.integers(1, frames))
        hidden = set(range(start, min(frames, start + int(rng.integers(1, frames)))))
    walk = random_walk(rng, frames, size, rng.uniform(0.3, 1.6))
    return Layer(cuts, placement, walk, hidden)


class Colour:
    """Colour, blur and noise of one clip, with small changes from frame to frame."""

    def __init__(self, rng):
        self.rng = rng
        self.gain = rng.uniform(0.75, 1.25) * rng.uniform(0.9, 1.1, 3)
        self.offset = rng.uniform(-25, 25)
        self.gamma = np.exp(rng.uniform(-0.3, 0.3))
        self.grey = rng.random() < 0.05
        self.blur = rng.random() < 0.15
        self.noise = rng.uniform(0, 10) if rng.random() < 0.2 else 0
        self.flicker = rng.uniform(0, 8)

    def apply(self, image):
        rng = self.rng
        ramp = 255 * (np.arange(256) / 255) ** self.gamma
        table = ramp[:, None] * self.gain + self.offset + rng.uniform(-1, 1) * self.flicker
        table = np.clip(table, 0, 255).astype(np.uint8)
        image = cv2.LUT(image, table[None])
        if self.grey:
            image = cv2.cvtColor(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
        if self.blur and rng.random() < 0.7:
            k = int(rng.choice([3, 5]))
            image = cv2.blur(image, (k, 1) if rng.random() < 0.5 else (k, k))
        if self.noise:
            grain = np.empty(image.shape, np.int16)
            cv2.setRNGSeed(int(rng.integers(1 << 30)))
            cv2.randn(grain, 0, self.noise)
            image = np.clip(image + grain, 0, 255).astype(np.uint8)
        return image


# ---------------------------------------------------------------- the sampler


class ClipSampler:
    def __init__(self, library, size, frames, objects=2, real=0.5, seed=0):
        self.library, self.size, self.frames, self.objects = library, size, frames, objects
        self.real = real if library.clips else 0.0
        self.rng = np.random.default_rng(seed)

    def sample(self):
        while True:
            result = self.try_sample()
            if result is not None:
                return result

    def pick(self, items):
        return items[int(self.rng.integers(len(items)))]

    def base(self):
        """A list of T stills to be the background: the frames of a clip, or one still T times."""
        rng = self.rng
        if rng.random() >= self.real:
            return [self.pick(self.library.stills)] * self.frames, False
        clip = self.pick(self.library.clips)
        stride = min(int(rng.choice([1, 1, 2, 2, 3, 4, 5, 8])), max(1, (len(clip) - 1) // max(1, self.frames - 1)))
        times = stride * np.arange(self.frames)
        spare = len(clip) - 1 - times[-1]
        if spare > 0 and rng.random() < 0.3:  # the prompt was long ago
            times[1:] += int(rng.integers(min(spare, 40) + 1))
        times += int(rng.integers(max(1, len(clip) - times[-1])))
        frames = [clip[min(t, len(clip) - 1)] for t in times]
        if rng.random() < 0.5 and times[1:].size and times[-1] < len(clip):
            frames = [clip[t] for t in (times[-1] - (times - times[0]))]
        return frames, True

    def crop_matrix(self, width, height):
        """A random crop, perhaps mirrored, stretched to the square as SAM 2 stretches."""
        rng, size = self.rng, self.size
        share = rng.uniform(0.55, 1.0)
        w, h = width * share * rng.uniform(0.85, 1.0), height * share * rng.uniform(0.85, 1.0)
        x, y = rng.uniform(0, width - w), rng.uniform(0, height - h)
        matrix = np.array([[size / w, 0, -x * size / w], [0, size / h, -y * size / h], [0, 0, 1]])
        if rng.random() < 0.5:
            matrix = np.array([[-1, 0, size - 1], [0, 1, 0], [0, 0, 1]]) @ matrix
        return matrix

    def object_cuts(self):
        """An object for a layer, a pair of crops for each frame, or None: out of a clip, moving as it did there, or out
        of a still, stiff or bending."""
        rng = self.rng
        if self.library.clips and rng.random() < 0.4:
            return cut_out_moving(rng, self.pick(self.library.clips), self.frames)
        cut = cut_out(rng, self.pick(self.library.stills))
        if cut is None:
            return None
        bends = self.frames > 1 and rng.random() < 0.6
        return bending(rng, cut, self.frames) if bends else [cut] * self.frames

    def layers(self, base, real):
        rng, size, frames = self.rng, self.size, self.frames
        count = int(rng.choice([0, 0, 1, 1, 2])) if real else int(rng.choice([0, 1, 1, 2]))
        layers = []
        for _ in range(count):
            cuts = self.object_cuts()
            if cuts is not None:
                layers.append(make_layer(rng, cuts, frames, size, rng.random() < 0.15))
                if rng.random() < 0.3:  # a look-alike
                    layers.append(make_layer(rng, cuts, frames, size, rng.random() < 0.15))
        if rng.random() < 0.15:  # a look-alike of something in the background
            cut = cut_out(rng, base[0])
            if cut is not None:
                layers.append(make_layer(rng, [cut] * frames, frames, size, False))
        for layer in layers:
            layer.gain = rng.uniform(0.75, 1.25)
        order = rng.permutation(len(layers))
        return [layers[i] for i in order]

    def try_sample(self):
        rng, size = self.rng, self.size
        base, real = self.base()
        height, width = base[0].label.shape
        crop = self.crop_matrix(width, height)
        walk = random_walk(rng, self.frames, size, rng.uniform(0, 0.15) if real else rng.uniform(0.1, 0.9))
        union = base[0].parts and rng.random() < 0.8
        layers = self.layers(base, real)
        colour = Colour(rng)
        away = self.cutaway()
        frames, labels = [], []
        for t, still in enumerate(base):
            matrix = (motion_matrix(walk[t], (size / 2, size / 2)) @ crop)[:2]
            shrink = abs(np.linalg.det(matrix[:, :2])) < 0.4
            canvas = cv2.warpAffine(still.image, matrix, (size, size), borderMode=cv2.BORDER_REFLECT_101,
                                    flags=cv2.INTER_AREA if shrink else cv2.INTER_LINEAR)
            label = cv2.warpAffine(still.label, matrix, (size, size), flags=cv2.INTER_NEAREST)
            if t in away:
                canvas, label = self.elsewhere()
            elif union:
                label = (label > 0).astype(np.uint8)
            for i, layer in enumerate(layers if t not in away else []):
                layer.paint(canvas, label, t, LAYER_ID + i)
            frames.append(colour.apply(canvas))
            labels.append(label)
        chosen = self.choose(labels[0])
        if chosen is None:
            return None
        masks = np.stack([[label == i for i in chosen] for label in labels]).astype(np.uint8)
        return np.stack(frames), masks

    def cutaway(self):
        """The frames, seldom any, in which the film shows something else."""
        if self.frames < 4 or self.rng.random() > 0.06:
            return range(0)
        start = int(self.rng.integers(1, self.frames - 1))
        return range(start, min(self.frames - 1, start + int(self.rng.integers(1, 3))))

    def elsewhere(self):
        """A picture without any of the clip's objects, and its empty label."""
        still = self.pick(self.library.stills)
        matrix = self.crop_matrix(still.label.shape[1], still.label.shape[0])[:2]
        canvas = cv2.warpAffine(still.image, matrix, (self.size, self.size), borderMode=cv2.BORDER_REFLECT_101)
        return canvas, np.zeros((self.size, self.size), np.uint8)

    def choose(self, label):
        """The ids of K objects to track, visible in the first frame; one twice if there is only one."""
        share = np.bincount(label.ravel(), minlength=256) / label.size
        share[0] = 0
        ids = np.flatnonzero((share > 0.004) & (share < 0.8))
        if len(ids) == 0:
            return None
        weight = np.sqrt(share[ids]) * np.where(ids >= LAYER_ID, 1.5, 1.0)
        count = min(self.objects, len(ids))
        chosen = list(self.rng.choice(ids, count, replace=False, p=weight / weight.sum()))
        return chosen + [chosen[0]] * (self.objects - count)


class Clips(torch.utils.data.IterableDataset):
    def __init__(self, library, size, frames, seed, **options):
        self.make = lambda worker: ClipSampler(library, size, frames, seed=seed + worker, **options)

    def __iter__(self):
        worker = torch.utils.data.get_worker_info()
        sampler = self.make(worker.id if worker else 0)
        while True:
            frames, masks = sampler.sample()
            yield torch.from_numpy(frames), torch.from_numpy(masks)


def loader(library, size, frames, batch, seed, workers=1, **options):
    """Endless batches: frames [B,T,S,S,3] uint8, masks [B,T,K,S,S] uint8."""
    clips = Clips(library, size, frames, seed, **options)
    return iter(torch.utils.data.DataLoader(clips, batch, num_workers=workers,
                                            prefetch_factor=4 if workers else None))


# ---------------------------------------------------------------- a look at it


def contact_sheet(root, path, size=192, frames=4, rows=12, seed=0, **options):
    """Writes a picture with one sample per row, objects outlined, for the eye."""
    library = Library.load(root)
    sampler = ClipSampler(library, size, frames, seed=seed, **options)
    sheet = []
    for _ in range(rows):
        images, masks = sampler.sample()
        row = []
        for image, objects in zip(images, masks):
            image = image.copy()
            for mask, colour in zip(objects, ((255, 0, 0), (0, 255, 0))):
                contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
                cv2.drawContours(image, contours, -1, colour, 1)
            row.append(image)
        sheet.append(np.hstack(row))
    half = (len(sheet) + 1) // 2
    sheet = np.hstack([np.vstack(sheet[:half]), np.vstack(sheet[half:2 * half])])
    cv2.imwrite(str(path), cv2.cvtColor(sheet, cv2.COLOR_RGB2BGR))


if __name__ == "__main__":
    import sys
    contact_sheet(sys.argv[1], sys.argv[2])
