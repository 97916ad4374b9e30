package io.masklet.benchmarks;

import io.masklet.cli.eval.FirstPrompt;
import io.masklet.cli.eval.FirstPrompt.Init;
import io.masklet.cli.eval.PromptMaker;
import io.masklet.core.mask.Bitmap;
import io.masklet.core.prompt.Click;
import io.masklet.core.prompt.Prompt;
import java.util.Locale;
import java.util.Random;

/** How objects are shown on their first frame, so that first masks are good, fair and poor. */
enum Shown {
  /** By the truth. */
  MASK(new FirstPrompt(Init.MASK, 1)),
  /** By a click on their middle. */
  CLICK(new FirstPrompt(Init.CLICK, 1)),
  /** By a click anywhere on them, as people do who are in a hurry. */
  CARELESS((truth, frame, network) -> Prompt.clicks(anywhere(truth)));

  private final PromptMaker maker;

  Shown(PromptMaker maker) {
    this.maker = maker;
  }

  PromptMaker maker() {
    return maker;
  }

  /** The name in files. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The middle of a pixel of the object; the same one each time. */
  private static Click anywhere(Bitmap truth) {
    long left = new Random(truth.areaPx()).nextLong(truth.areaPx());
    for (int y = 0; y < truth.size().heightPx(); y++) {
      for (int x = truth.nextSetInRow(0, y); x >= 0; x = truth.nextSetInRow(x + 1, y)) {
        if (left-- == 0) {
          return Click.positive(x + 0.5, y + 0.5);
        }
      }
    }
    throw new IllegalArgumentException("a click on an object: expected one, got an empty mask");
  }
}
