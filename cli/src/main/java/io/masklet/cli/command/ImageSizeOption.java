package io.masklet.cli.command;

import picocli.CommandLine.Option;

/** The side of the network's square input. */
final class ImageSizeOption {

  static final String NAME = "--image-size";
  static final String LABEL = "PX";
  static final String DESCRIPTION =
      "Side of the network's input: 1024, 768 or 512. Default: the model's own, which is 1024 for"
          + " SAM 2 and EdgeTAM. They were not trained for the others: faster, less exact.";

  @Option(names = NAME, paramLabel = LABEL, description = DESCRIPTION)
  private int imageSizePx;

  /** What was chosen, 0 if nothing. */
  int imageSizePx(Verb verb) {
    return require(imageSizePx, verb);
  }

  /** A choice that is one, 0 if none was made. */
  static int require(int imageSizePx, Verb verb) {
    if (imageSizePx != 0 && imageSizePx != 512 && imageSizePx != 768 && imageSizePx != 1024) {
      throw verb.wrongUsage(NAME + ": expected 1024, 768 or 512, got " + imageSizePx);
    }
    return imageSizePx;
  }
}
