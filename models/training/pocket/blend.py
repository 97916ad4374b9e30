"""Averages the averaged weights of several checkpoints: python -m pocket.blend --out MEAN.pt A.pt:0.5 B.pt:0.5

Everything else (data hash, steps, options) is that of the first one.
"""
import argparse

import torch


def blend(states, shares):
    """The weighted mean of state dicts; whole numbers (counts) are the first one's."""
    return {name: sum(share * state[name] for state, share in zip(states, shares)) if value.is_floating_point() else value
            for name, value in states[0].items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", required=True)
    parser.add_argument("parts", nargs="+", help="CHECKPOINT:SHARE")
    options = parser.parse_args()
    paths, shares = zip(*(part.rsplit(":", 1) for part in options.parts))
    shares = [float(share) for share in shares]
    if abs(sum(shares) - 1) > 1e-6:
        parser.error(f"the shares must add up to 1, not {sum(shares)}")
    checkpoints = [torch.load(path, map_location="cpu", weights_only=True) for path in paths]
    checkpoints[0]["average"] = blend([c["average"] for c in checkpoints], shares)
    torch.save(checkpoints[0], options.out)


if __name__ == "__main__":
    main()
