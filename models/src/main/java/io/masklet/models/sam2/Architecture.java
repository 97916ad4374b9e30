package io.masklet.models.sam2;

import java.util.List;
import java.util.Set;

/**
 * A member of the family, every number of it.
 *
 * @param family {@code sam2}, {@code sam2.1}, {@code edgetam} or {@code pocket}
 * @param size {@code tiny}, {@code small}, {@code base-plus} or {@code large}; empty where a family
 *     has one member only
 * @param config at the image size it was trained for
 * @param traits what it has beyond SAM 2.0
 */
// Source: facebookresearch/sam2@2b90b9f, sam2/configs, and facebookresearch/EdgeTAM@9cc44bf,
// sam2/configs/edgetam.yaml; defaults of sam2/modeling/backbones/hieradet.py#Hiera.
record Architecture(String family, String size, Sam2Config config, Set<Trait> traits) {

  /** What a state dict has or has not. */
  enum Trait {
    /** Object pointers know their age. */
    AGED_POINTERS,
    /** Memories of hidden objects are marked. */
    MARKED_ABSENCE,
    /** Memories are compressed. */
    PERCEIVER,
    /** Batch norms and parallel branches of the trunk are folded already. */
    REPARAMETERISED,
    /** The position of Hiera's background has 14 x 14 places instead of 7 x 7. */
    FINE_BACKGROUND
  }

  private static final Set<Trait> SAM20 = Set.of();
  private static final Set<Trait> SAM21 = Set.of(Trait.AGED_POINTERS, Trait.MARKED_ABSENCE);

  /** What {@link Recognition} knows. */
  static final List<Architecture> KNOWN =
      List.of(
          hiera("sam2.1", "tiny", tiny(), SAM21),
          hiera("sam2.1", "small", small(), SAM21),
          hiera("sam2.1", "base-plus", basePlus(), finely(SAM21)),
          hiera("sam2.1", "large", large(), SAM21),
          hiera("sam2", "tiny", tiny(), SAM20),
          hiera("sam2", "small", small(), SAM20),
          hiera("sam2", "base-plus", basePlus(), finely(SAM20)),
          hiera("sam2", "large", large(), SAM20),
          edgeTam(),
          pocket());

  Architecture {
    traits = Set.copyOf(traits);
  }

  /** {@code sam2.1-tiny}. */
  String name() {
    return size.isEmpty() ? family : family + "-" + size;
  }

  boolean has(Trait trait) {
    return traits.contains(trait);
  }

  private static Architecture hiera(
      String family, String size, Sam2Config.Hiera trunk, Set<Trait> traits) {
    return new Architecture(family, size, sam2(family + "-" + size, trunk, 4), traits);
  }

  private static Architecture edgeTam() {
    var trunk = new Sam2Config.RepVit(List.of(48, 96, 192, 384), List.of(2, 2, 14, 2));
    return new Architecture("edgetam", "", sam2("edgetam", trunk, 2), Set.of(Trait.PERCEIVER));
  }

  private static Architecture pocket() {
    var trunk = new Sam2Config.RepVit(List.of(32, 64, 160, 288), List.of(2, 2, 8, 2));
    return new Architecture(
        "pocket",
        "",
        new Sam2Config("pocket", 448, trunk, 128, 64, 4, 512, 2, 512),
        Set.of(Trait.AGED_POINTERS, Trait.MARKED_ABSENCE, Trait.REPARAMETERISED));
  }

  private static Sam2Config sam2(String name, Sam2Config.TrunkConfig trunk, int memoryLayers) {
    return new Sam2Config(name, 1024, trunk, 256, 64, 8, 2048, memoryLayers, 2048);
  }

  private static Sam2Config.Hiera tiny() {
    return new Sam2Config.Hiera(96, 1, List.of(1, 2, 7, 2), List.of(5, 7, 9), List.of(8, 4, 14, 7));
  }

  private static Sam2Config.Hiera small() {
    return new Sam2Config.Hiera(
        96, 1, List.of(1, 2, 11, 2), List.of(7, 10, 13), List.of(8, 4, 14, 7));
  }

  private static Sam2Config.Hiera basePlus() {
    return new Sam2Config.Hiera(
        112, 2, List.of(2, 3, 16, 3), List.of(12, 16, 20), List.of(8, 4, 14, 7));
  }

  private static Sam2Config.Hiera large() {
    return new Sam2Config.Hiera(
        144, 2, List.of(2, 6, 36, 4), List.of(23, 33, 43), List.of(8, 4, 16, 8));
  }

  private static Set<Trait> finely(Set<Trait> traits) {
    return traits.isEmpty()
        ? Set.of(Trait.FINE_BACKGROUND)
        : Set.of(Trait.AGED_POINTERS, Trait.MARKED_ABSENCE, Trait.FINE_BACKGROUND);
  }
}
