package io.masklet.models.sam2;

import io.masklet.models.graph.Value;
import java.util.List;

/**
 * From the trunk's maps to what the other networks read: the image embedding and two
 * high-resolution maps for the decoder.
 *
 * <p>Only stride 16 receives anything from above. The lateral 1x1 convolutions of strides 4 and 8
 * feed nothing but the decoder's {@code conv_s0} and {@code conv_s1}, 1x1 as well, and are folded
 * into them: the maps of full width never exist.
 */
// Source: facebookresearch/sam2@2b90b9f, sam2/modeling/backbones/image_encoder.py#FpnNeck and
// sam2/modeling/sam2_base.py#forward_image.
final class FpnNeck {

  private static final String LATERAL = "image_encoder.neck.convs.";

  private final Layers layers;

  FpnNeck(Layers layers) {
    this.layers = layers;
  }

  /**
   * What the image encoder gives.
   *
   * @param embedding {@code [1, d, S/16, S/16]}
   * @param highRes4 {@code [1, d/8, S/4, S/4]}
   * @param highRes8 {@code [1, d/4, S/8, S/8]}
   */
  record Levels(Value embedding, Value highRes4, Value highRes8) {}

  /**
   * @param features maps of strides 4, 8, 16, 32
   */
  Levels levels(List<Value> features) {
    // The reference counts its laterals from the coarsest map.
    Value top = layers.conv1x1(features.get(3), LATERAL + 0, lateral(0));
    Value embedding =
        layers.conv1x1(features.get(2), LATERAL + 1, lateral(1)).add(top.enlargeNearest(2));
    return new Levels(embedding, folded(features.get(0), 3, 0), folded(features.get(1), 2, 1));
  }

  private Value folded(Value feature, int lateral, int skip) {
    String name = "sam_mask_decoder.conv_s" + skip;
    Affine map = lateral(lateral).then(Affine.of(layers.weights(), name));
    return layers.conv1x1(feature, name + ".folded", map);
  }

  private Affine lateral(int index) {
    return Affine.of(layers.weights(), LATERAL + index + ".conv");
  }
}
