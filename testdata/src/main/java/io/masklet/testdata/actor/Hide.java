package io.masklet.testdata.actor;

import io.masklet.testdata.render.Coat;
import io.masklet.testdata.render.Noise;

/**
 * Skin with hair: one colour for each material, mottled, with patches of another colour.
 *
 * @param colours linear RGB by material
 * @param patch linear RGB of the patches
 * @param patchesPerM how fine the patches are
 * @param patchShare about how much of the patched materials is patch; 0 for none, 1 for all
 * @param patchedMaterials materials 0 up to, not including, this one carry patches
 * @param furM length of the hair, metres; only on materials below {@code furryMaterials}
 * @param furryMaterials materials 0 up to, not including, this one are furry
 * @param furDensity hairs or curls per metre
 * @param furFlow how much longer than wide the hairs look
 * @param gloss by material
 * @param noise the pattern
 */
record Hide(
    double[][] colours,
    double[] patch,
    double patchesPerM,
    double patchShare,
    int patchedMaterials,
    double furM,
    int furryMaterials,
    double furDensity,
    double furFlow,
    double[] gloss,
    Noise noise)
    implements Coat {

  @Override
  public void paint(double x, double y, double z, int material, Surface surface) {
    double[] own = colours[material];
    surface.set(own[0], own[1], own[2], gloss[material]);
    if (material < patchedMaterials) {
      double f = patchesPerM;
      double pattern = noise.fractal(f * x + 9, f * y, f * z, 4);
      double share = 0.5 + 7 * (pattern - (0.5 - patchShare));
      surface.blend(patch[0], patch[1], patch[2], share);
    }
    if (material < furryMaterials) {
      double hair = noise.fractal(furDensity * x / furFlow, furDensity * y, furDensity * z, 2);
      double stain = noise.fractal(3 * x, 3 * y + 50, 3 * z, 2);
      surface.dim(1 + 0.4 * hair + 0.25 * stain);
    }
  }

  @Override
  public double furLength(int material) {
    if (material >= furryMaterials) {
      return 0;
    }
    // Legs and faces have shorter hair than the trunk, even on a sheep.
    return material == 0 ? furM : Math.min(furM / 2, 0.008);
  }
}
