"""Mean IoU on single pictures after one click, two clicks, and so on.

    python -m pocket.clicks --weights RUN/last.pt --davis DAVIS --every 15
    python -m pocket.clicks --weights RUN/last.pt --stills DATA --sources horse grabcut --count 60

DAVIS as in evaluate.py; DATA as in data.py, of which the largest object of each picture is wanted. The first click is
in the middle of the object, every other one in the middle of the deeper mistake.
"""
import argparse
import csv
from pathlib import Path

import cv2
import numpy as np
import torch

from .evaluate import Tracker, clicked, jaccard, load


def davis_pictures(root, every):
    """Pairs (picture, labels) of files."""
    for folder in sorted((Path(root) / "Annotations/480p").iterdir()):
        for label in sorted(folder.glob("*.png"))[every // 2::every]:
            yield Path(root) / "JPEGImages/480p" / folder.name / (label.stem + ".jpg"), label


def still_pictures(root, sources, count):
    """The same, `count` of each source, spread over all it has."""
    with open(Path(root) / "stills.tsv") as f:
        rows = list(csv.DictReader(f, delimiter="\t"))
    for source in sources:
        stems = sorted(row["stem"] for row in rows if row["source"] == source)
        for stem in stems[::max(1, len(stems) // count)][:count]:
            yield Path(root) / "stills" / (stem + ".jpg"), Path(root) / "stills" / (stem + ".png")


def largest_object(label):
    """The mask [h,w] bool of the id with the most pixels."""
    areas = np.bincount(label.ravel(), minlength=256)
    areas[0] = 0
    return label == areas.argmax()


def ious(model, size, clicks, image, truth):
    """IoU after 1..clicks clicks."""
    scores = [jaccard(mask, truth) for mask in clicked(Tracker(model, size, False), image, truth, clicks)]
    return scores + scores[-1:] * (clicks - len(scores))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", nargs="+", required=True, help="checkpoints or exported .safetensors")
    parser.add_argument("--davis")
    parser.add_argument("--every", type=int, default=15, help="of a clip's frames")
    parser.add_argument("--stills")
    parser.add_argument("--sources", nargs="*", default=[])
    parser.add_argument("--count", type=int, default=60, help="pictures of each source")
    parser.add_argument("--clicks", type=int, default=4)
    parser.add_argument("--size", type=int, default=448)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    pictures = list(davis_pictures(options.davis, options.every)) if options.davis else []
    pictures += still_pictures(options.stills, options.sources, options.count) if options.stills else []
    for path in options.weights:
        model, scores = load(path), []
        for picture, label in pictures:
            truth = largest_object(cv2.imread(str(label), cv2.IMREAD_GRAYSCALE))
            image = cv2.cvtColor(cv2.imread(str(picture)), cv2.COLOR_BGR2RGB)
            scores.append(ious(model, options.size, options.clicks, image, truth))
        means = "  ".join(f"{value:.3f}" for value in np.mean(scores, axis=0))
        print(f"{path}  {len(scores)} pictures, IoU after 1 to {options.clicks} clicks: {means}", flush=True)


if __name__ == "__main__":
    main()
