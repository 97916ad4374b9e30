"""Makes tracks.json: random overlaps of tracks, and what TrackEval says of them.

    git clone https://github.com/JonathonLuiten/TrackEval && cd TrackEval && git checkout 12c8791
    sed -i 's/np\\.float)/float)/; s/np\\.int)/int)/' trackeval/metrics/*.py     # for NumPy 1.24 and newer
    PYTHONPATH=. python tracks.py > tracks.json                               # NumPy and SciPy
"""

import json

import numpy as np
from trackeval.metrics.hota import HOTA
from trackeval.metrics.identity import Identity


def sequence(rng):
    truths, results = rng.integers(1, 6, 2)
    shown = [
        ([t for t in range(truths) if rng.random() < 0.7], [r for r in range(results) if rng.random() < 0.7])
        for _ in range(rng.integers(1, 9))
    ]
    truth_ids = sorted({t for frame in shown for t in frame[0]})
    result_ids = sorted({r for frame in shown for r in frame[1]})
    frames = []
    for truth, result in shown:
        iou = np.round(rng.random((len(truth), len(result))), 3)
        iou[rng.random(iou.shape) < 0.4] = 0
        frames.append((np.array([truth_ids.index(t) for t in truth], int),
                       np.array([result_ids.index(r) for r in result], int), iou))
    return len(truth_ids), len(result_ids), frames


def judged(truth_count, result_count, frames):
    data = {
        "num_gt_ids": truth_count,
        "num_tracker_ids": result_count,
        "num_gt_dets": sum(len(f[0]) for f in frames),
        "num_tracker_dets": sum(len(f[1]) for f in frames),
        "gt_ids": [f[0] for f in frames],
        "tracker_ids": [f[1] for f in frames],
        "similarity_scores": [f[2] for f in frames],
    }
    return HOTA().eval_sequence(data), Identity({"THRESHOLD": 0.5, "PRINT_CONFIG": False}).eval_sequence(data)


def figures(hota, identity):
    means = {name: float(np.mean(hota[name])) for name in ("HOTA", "DetA", "AssA", "LocA")}
    return means | {name: float(identity[name]) for name in ("IDF1", "IDTP", "IDFN", "IDFP")}


def main():
    rng = np.random.default_rng(1)
    sequences, hotas, identities = [], {}, {}
    for i in range(24):
        truth_count, result_count, frames = sequence(rng)
        hotas[i], identities[i] = judged(truth_count, result_count, frames)
        sequences.append({
            "truths": truth_count,
            "results": result_count,
            "frames": [{"truth": f[0].tolist(), "result": f[1].tolist(), "iou": f[2].tolist()} for f in frames],
            "expected": figures(hotas[i], identities[i]),
        })
    combined = figures(HOTA().combine_sequences(hotas),
                       Identity({"THRESHOLD": 0.5, "PRINT_CONFIG": False}).combine_sequences(identities))
    print(json.dumps({"sequences": sequences, "combined": combined}))


main()
