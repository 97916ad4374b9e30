"""python -m unittest discover -s tests   (from models/training)"""
import math
import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file

from pocket import blend, clicks, export, losses, optimiser, prompts
from pocket.network import NOT_A_POINT, UNUSED, Pocket, rotary_table, rotate, sine_position, sine_time
from pocket.tracking import ClipRun, Memory, Teaching, stable


def scrambled_model(seed=0):
    """A network whose norms and gains are no longer at their neutral starting values."""
    torch.manual_seed(seed)
    model = Pocket().eval()
    for name, value in model.state_dict().items():
        if name.endswith(("bn.weight", "bn.running_var")):
            value.uniform_(0.5, 1.5)
        elif name.endswith(("bn.bias", "bn.running_mean")):
            value.normal_(0, 0.2)
    return model


class PositionTest(unittest.TestCase):
    def test_sine_matches_the_reference_values(self):
        p = sine_position(64, 64, 256, torch.device("cpu"))
        for index, value in {(0, 0, 0): 0.098017, (1, 0, 0): 0.995185, (2, 5, 9): 0.488260,
                             (128, 5, 9): 0.831470, (129, 5, 9): 0.555570}.items():
            self.assertAlmostEqual(p[index].item(), value, places=5)

    def test_time_encoding_is_sines_then_cosines(self):
        p = sine_time(torch.tensor([0.0, 1.0]), 256)
        self.assertTrue(torch.equal(p[0], torch.cat([torch.zeros(128), torch.ones(128)])))
        self.assertAlmostEqual(p[1, 0].item(), math.sin(1), places=6)

    def test_rotary_table_and_rotation(self):
        cos, _ = rotary_table(64, 64, 256, torch.device("cpu"))
        self.assertAlmostEqual(cos[65, 0].item(), 0.540302, places=5)
        self.assertAlmostEqual(cos[65, 64].item(), 0.540302, places=5)
        table = rotary_table(2, 3, 8, torch.device("cpu"))
        x = torch.randn(1, 12, 8)
        y = rotate(x, table)
        c, s = table[0][4, 1], table[1][4, 1]  # token 4 of 6, pair 1; the table repeats after 6 tokens
        self.assertAlmostEqual(y[0, 10, 2].item(), (x[0, 10, 2] * c - x[0, 10, 3] * s).item(), places=5)
        self.assertAlmostEqual(y[0, 10, 3].item(), (x[0, 10, 2] * s + x[0, 10, 3] * c).item(), places=5)


class DecoderTest(unittest.TestCase):
    def test_unused_slots_change_nothing(self):
        model = scrambled_model()
        with torch.inference_mode():
            maps = model.encode_image(torch.randn(1, 3, 96, 128 - 32))
            alone = model.decode(*maps, torch.tensor([[[20.0, 30.0]]]), torch.tensor([[1]]))
            padded = model.decode(*maps, torch.tensor([[[20.0, 30.0], [5.0, 5.0]]]), torch.tensor([[1, UNUSED]]))
        for a, b in zip(alone, padded):
            torch.testing.assert_close(a, b, rtol=1e-4, atol=1e-4)


class Answers:
    """Stands in for a network whose decoder always gives the same four masks."""

    def __init__(self, masks, iou, score):
        self.answer = masks, iou, score, torch.arange(4.0)[None, :, None].expand(len(masks), 4, 1)

    def decode(self, *_):
        return self.answer


class KeptTest(unittest.TestCase):
    def kept(self, single, ambiguous, score):
        """The mean logit and the token's number that a run keeps of a single mask and of three at 1, 2 and 3."""
        masks = torch.stack([single, torch.full((8, 8), 1.0), torch.full((8, 8), 2.0), torch.full((8, 8), 3.0)])[None]
        run = ClipRun.__new__(ClipRun)
        run.model = Answers(masks, torch.tensor([[0.9, 0.1, 0.8, 0.3]]), torch.tensor([[score]]))
        run.device, run.teaching = torch.device("cpu"), Teaching()
        run.maps = [[torch.zeros(1, 1, 2, 2)] * 3]
        run.truth, run.present = [torch.ones(1, 1, 32, 32)], [torch.tensor([True])]
        _, kept = run.decoded(0, run.maps[0][0], None, None, torch.tensor([ambiguous]))
        return kept.logits.mean().item(), kept.token.item()

    def test_as_the_tracker_keeps_them(self):
        sure, unsure = torch.full((8, 8), 7.0), torch.zeros(8, 8)
        self.assertEqual((7, 0), self.kept(sure, False, 1.0))
        self.assertEqual((2, 0), self.kept(unsure, False, 1.0))
        self.assertEqual((2, 2), self.kept(sure, True, 1.0))
        self.assertEqual((-1024, 0), self.kept(sure, False, -1.0))

    def test_stability(self):
        nothing, half = torch.full((4, 4), -1.0), torch.full((4, 4), -1.0)
        half[:2], half[2] = 1.0, 0.0
        self.assertEqual([True, False], stable(torch.stack([nothing, half])).tolist())


class ExportTest(unittest.TestCase):
    def test_folding_changes_nothing_but_rounding(self):
        model = scrambled_model()
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "w.safetensors"
            export.export_weights(model, path)
            state = load_file(path)
        self.assertIn("image_encoder.trunk.body.stages_2.blocks.7.token_mixer.weight", state)
        self.assertIn("image_encoder.trunk.body.stages_1.downsample.pre_block.channel_mixer.conv1.bias", state)
        self.assertFalse([k for k in state if ".bn." in k or k.endswith(".c.weight")])
        exported = export.from_exported(state)
        image = torch.randn(1, 3, 64, 64)
        with torch.inference_mode():
            for a, b in zip(model.encode_image(image), exported.encode_image(image)):
                self.assertLess((a - b).norm() / a.norm(), 5e-3)

    def test_exported_weights_can_be_trained_on(self):
        model, again = scrambled_model(), Pocket().eval()
        export.unfuse(export.fused_state(model), again)
        image = torch.randn(1, 3, 64, 64)
        with torch.inference_mode():
            for a, b in zip(model.encode_image(image), again.encode_image(image)):
                torch.testing.assert_close(a, b, rtol=1e-3, atol=1e-4)


class BlendTest(unittest.TestCase):
    def test_a_mean_of_weights_and_the_first_ones_counts(self):
        a = {"w": torch.tensor([1.0, 2.0]), "n": torch.tensor(3)}
        b = {"w": torch.tensor([5.0, 2.0]), "n": torch.tensor(9)}
        mean = blend.blend([a, b], [0.75, 0.25])
        self.assertEqual([2.0, 2.0], mean["w"].tolist())
        self.assertEqual(3, mean["n"].item())


class TrainingTest(unittest.TestCase):
    def test_a_step_reaches_every_weight_that_matters(self):
        torch.manual_seed(0)
        rng = np.random.default_rng(0)
        model = scrambled_model().train()
        frames = torch.randint(0, 255, (2, 3, 96, 96, 3), dtype=torch.uint8)
        masks = torch.zeros(2, 3, 2, 96, 96, dtype=torch.uint8)
        masks[:, :, 0, 10:50, 10:60] = 1
        masks[:, :2, 1, 40:90, 30:80] = 1  # the second object leaves in the last frame
        total = 0
        for _ in range(3):  # several draws of prompts
            teaching = Teaching(truth_as_memory=0.5, matching_weight=0.5, corrections=(0, 1), later_correction=0.5,
                                spoilt_memory=0.5, later_clicks=(0.5, 0.5), upsampling=2)
            run = ClipRun(model, frames, masks, teaching, rng, torch.device("cpu"),
                          lambda: torch.autocast("cpu", enabled=False))
            total = total + run.run()[0]
        total.backward()
        silent = {n for n, p in model.named_parameters() if p.requires_grad and p.grad is None}
        allowed = {"no_obj_ptr", "no_obj_embed_spatial"}  # nobody is absent in a remembered frame here
        self.assertEqual(set(), silent - allowed)

    def test_rehearsed_frames_are_tracked_but_not_learned_from(self):
        torch.manual_seed(0)
        model = scrambled_model()
        frames = torch.randint(0, 255, (1, 5, 64, 64, 3), dtype=torch.uint8)
        masks = torch.zeros(1, 5, 1, 64, 64, dtype=torch.uint8)
        masks[:, :, 0, 10:50, 10:40] = 1

        def run(**teaching):
            teaching = Teaching(kinds=(1, 0, 0), corrections=(1, 0), later_correction=0, spoilt_memory=0, **teaching)
            clip = ClipRun(model, frames, masks, teaching, np.random.default_rng(0), torch.device("cpu"),
                           lambda: torch.autocast("cpu", enabled=False))
            return clip.run()[1], clip.memories

        (figures, memories), (expected, plain) = run(rehearsed=2), run()
        self.assertAlmostEqual(expected["tracked"], figures["tracked"], places=4)
        self.assertEqual([True, False, False, True], [m.map.requires_grad for m in memories])
        for a, b in zip(memories, plain):
            torch.testing.assert_close(a.map, b.map, rtol=1e-3, atol=1e-3)

    def test_memories_are_the_prompted_ones_and_the_newest(self):
        frames = torch.zeros(1, 1, 32, 32, 3, dtype=torch.uint8)
        run = ClipRun(Pocket().eval(), frames, torch.ones(1, 1, 1, 32, 32, dtype=torch.uint8),
                      Teaching(recent=2, later_correction=0), np.random.default_rng(0), torch.device("cpu"),
                      lambda: torch.autocast("cpu", enabled=False))
        run.memories = [Memory(i, i, i, prompted=i in (0, 2)) for i in range(6)]
        for _ in range(20):
            seen, indices, times = run.ages()
            self.assertEqual([0, 2, 5, 4], [m.map for m in seen])
            self.assertEqual([6, 6], indices[:2])
            self.assertTrue(0 <= indices[2] < indices[3] < 6)
            self.assertEqual([round(15 * t) for t in times[4:]], [indices[3] + 1, indices[2] + 1])
            self.assertTrue(all(a > b for a, b in zip(times, times[1:])))

    def test_blobs_change_masks_near_the_object_only_as_often_as_asked(self):
        masks = np.zeros((50, 64, 64), np.uint8)
        masks[:, 20:40, 20:40] = 1
        self.assertFalse(prompts.blobs(np.random.default_rng(0), masks, 0.0).any())
        change = prompts.blobs(np.random.default_rng(0), masks, 0.5)
        self.assertEqual({-1, 0, 1}, set(np.unique(change)))
        self.assertTrue(10 < change.any(axis=(1, 2, 3)).sum() < 40)
        self.assertFalse(change[:, :, :4].any())

    def test_a_corrective_click_lies_in_the_larger_mistake(self):
        truth = np.zeros((2, 32, 32), np.uint8)
        truth[:, 4:12, 4:12] = 1
        guess = np.zeros((2, 32, 32), bool)
        guess[0, 4:12, 4:28] = True  # too much
        points, labels = prompts.corrective_clicks(np.random.default_rng(0), truth, guess, [True, True])
        self.assertEqual([[0], [1]], labels.tolist())
        self.assertGreaterEqual(points[0, 0, 0], 12)
        self.assertLess(points[1, 0, 0], 12)
        _, labels = prompts.corrective_clicks(np.random.default_rng(0), truth, guess, [False, False])
        self.assertEqual([[UNUSED], [UNUSED]], labels.tolist())

    def test_a_careful_person_clicks_in_the_deeper_mistake_not_in_the_larger(self):
        missed, extra = np.zeros((32, 32), bool), np.zeros((32, 32), bool)
        missed[:2] = True
        extra[10:17, 20:27] = True
        self.assertGreater(missed.sum(), extra.sum())
        self.assertEqual(((23, 13), prompts.NEGATIVE), prompts.careful_click(missed, extra))
        _, label = prompts.hasty_click(np.random.default_rng(0), missed, extra)
        self.assertEqual(prompts.POSITIVE, label)

    def test_the_largest_object_of_a_picture(self):
        label = np.zeros((4, 4), np.uint8)
        label[0], label[1, :2] = 7, 3
        self.assertEqual(4, (clicks.largest_object(label) & (label == 7)).sum())
        self.assertEqual(4, clicks.largest_object(label).sum())

    def test_every_parameter_has_one_optimiser(self):
        model = Pocket()
        held = [id(p) for o in optimiser.build(model, 1e-3, 0.01) for g in o.param_groups for p in g["params"]]
        self.assertEqual(len(held), len(set(held)))
        self.assertEqual(set(held), {id(p) for p in model.parameters() if p.requires_grad})

    def test_orthogonalise(self):
        values = torch.linalg.svdvals(optimiser.orthogonalise(torch.randn(3, 20, 50)))
        self.assertTrue(((values > 0.5) & (values < 1.5)).all())

    def test_losses_prefer_the_truth(self):
        target = torch.zeros(1, 1, 16, 16)
        target[..., 4:12, 4:12] = 1
        good, bad = 20 * target - 10, 10 - 20 * target
        values = losses.mask_loss(torch.cat([good, bad], dim=1), target)[0]
        self.assertLess(values[0], 0.01)
        self.assertGreater(values[1], 1)

    def test_prompts_lie_where_they_should(self):
        rng = np.random.default_rng(0)
        masks = np.zeros((3, 32, 32), np.uint8)
        masks[:, 8:20, 10:16] = 1
        points, labels = prompts.first_prompts(rng, masks, [prompts.MASK, prompts.BOX, prompts.CLICK])
        self.assertEqual([[NOT_A_POINT, UNUSED], [2, 3], [1, UNUSED]], labels.tolist())
        x, y = points[2, 0].int().tolist()
        self.assertEqual(1, masks[2, y, x])


if __name__ == "__main__":
    unittest.main()
