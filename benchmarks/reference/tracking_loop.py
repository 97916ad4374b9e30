"""Times the reference implementation's tracking loop, to compare with io.masklet.benchmarks.TrackingLoop.

    python tracking_loop.py weights --checkout SAM2 --config configs/sam2.1/sam2.1_hiera_t.yaml --out random.pt
    python tracking_loop.py time --checkout SAM2 --config ... --checkpoint FILE.pt --frames FOLDER --click 427,240

SAM2 is a checkout of facebookresearch/sam2 or of facebookresearch/EdgeTAM (--config configs/edgetam.yaml) with what
its setup.py asks for. FOLDER holds 00000.jpg, 00001.jpg, ... One object, one click on the first frame, then
propagation; the first frames, whose memory is still filling, are left out of the median. Float32, eager, CPU.
"""
import argparse
import resource
import statistics
import sys
import time


def build(options, checkpoint):
    sys.path.insert(0, options.checkout)
    from sam2.build_sam import build_sam2_video_predictor
    return build_sam2_video_predictor(options.config, checkpoint, device="cpu")


def write_weights(options):
    import torch
    torch.manual_seed(1)
    torch.save({"model": build(options, None).state_dict()}, options.out)


def measure(options):
    import torch
    torch.set_num_threads(options.threads)
    predictor = build(options, options.checkpoint)
    seconds = []
    with torch.inference_mode():
        state = predictor.init_state(options.frames)
        x, y = (float(v) for v in options.click.split(","))
        predictor.add_new_points_or_box(state, frame_idx=0, obj_id=1, points=[[x, y]], labels=[1])
        begun = time.perf_counter()
        for frame, _, _ in predictor.propagate_in_video(state, max_frame_num_to_track=options.last):
            now = time.perf_counter()
            if frame >= options.first:
                seconds.append(now - begun)
            begun = now
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"reference {options.config}: median {statistics.median(seconds):.3f} s a frame "
          f"({min(seconds):.3f} to {max(seconds):.3f}, {len(seconds)} frames, {options.threads} threads), peak {peak} MiB")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest="verb", required=True)
    weights, timing = verbs.add_parser("weights"), verbs.add_parser("time")
    for verb in (weights, timing):
        verb.add_argument("--checkout", required=True)
        verb.add_argument("--config", required=True)
    weights.add_argument("--out", required=True)
    timing.add_argument("--checkpoint", required=True)
    timing.add_argument("--frames", required=True)
    timing.add_argument("--click", required=True, help="x,y in video pixels")
    timing.add_argument("--threads", type=int, default=2)
    timing.add_argument("--first", type=int, default=8, help="first frame that counts")
    timing.add_argument("--last", type=int, default=14, help="last frame")
    options = parser.parse_args()
    write_weights(options) if options.verb == "weights" else measure(options)


if __name__ == "__main__":
    main()
