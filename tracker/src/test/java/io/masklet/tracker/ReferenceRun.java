package io.masklet.tracker;

import io.masklet.core.geom.Box;
import io.masklet.core.mask.Bitmap;
import io.masklet.core.mask.Rle;
import io.masklet.core.prompt.Click;
import io.masklet.core.prompt.Prompt;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A script the reference implementation followed, and what it gave; golden/make_runs.py says how it
 * is written down.
 *
 * @param flags of the reference's constructor
 */
record ReferenceRun(String title, List<String> flags, List<Call> calls) {

  /**
   * A call, and what it gave in order.
   *
   * @param refused whether the reference refuses it or does nothing
   */
  record Call(List<String> words, boolean refused, List<Found> given) {

    String name() {
      return words.get(0);
    }

    long number(int i) {
      return Long.parseLong(words.get(i));
    }
  }

  /**
   * One object in one frame.
   *
   * @param token mask token taken; "-" if nothing was inferred, "g" if the mask was given, null if
   *     nothing is known of the object there
   * @param logits some of the low-resolution logits
   * @param exact score, then logits, with memory kept in float32, if they were written down
   */
  record Found(
      long frame,
      int id,
      @Nullable String token,
      float score,
      boolean conditioning,
      Bitmap mask,
      float[] logits,
      float @Nullable [] exact) {

    boolean known() {
      return token != null;
    }
  }

  /** Every how many-th logit is written down. */
  static final int LOGIT_STEP = 173;

  static ReferenceRun read(String model, String name) {
    try (InputStream in =
        ReferenceRun.class.getResourceAsStream("golden/" + model + "/" + name + ".txt")) {
      List<String> lines =
          new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .toList();
      return parse(lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ReferenceRun parse(List<String> lines) {
    List<Call> calls = new ArrayList<>();
    for (String line : lines.subList(2, lines.size())) {
      List<String> words = List.of(line.strip().split(" "));
      if (line.startsWith(" ")) {
        calls.get(calls.size() - 1).given.add(found(words));
      } else {
        boolean refused = words.get(words.size() - 1).equals("!");
        calls.add(
            new Call(
                words.subList(0, words.size() - (refused ? 1 : 0)), refused, new ArrayList<>()));
      }
    }
    List<String> flags = List.of(lines.get(1).strip().split(" "));
    return new ReferenceRun(lines.get(0), flags, calls);
  }

  private static Found found(List<String> words) {
    long frame = Long.parseLong(words.get(0));
    int id = Integer.parseInt(words.get(1));
    if (words.get(2).equals("absent")) {
      return new Found(frame, id, null, 0, false, new Bitmap(GoldenClip.SIZE), new float[0], null);
    }
    return new Found(
        frame,
        id,
        words.get(2),
        Float.parseFloat(words.get(3)),
        words.get(4).equals("c"),
        mask(words.get(5)),
        numbers(words.get(6)),
        words.size() > 7 ? numbers(words.get(7)) : null);
  }

  private static Bitmap mask(String counts) {
    return counts.equals(".")
        ? new Bitmap(GoldenClip.SIZE)
        : new Rle(GoldenClip.SIZE, counts).decode();
  }

  private static float[] numbers(String text) {
    String[] parts = text.split(",");
    float[] numbers = new float[parts.length];
    for (int i = 0; i < parts.length; i++) {
      numbers[i] = Float.parseFloat(parts[i]);
    }
    return numbers;
  }

  /**
   * The prompt of a call "points" or "mask".
   *
   * @param before what the object was given on the frame so far, or null
   */
  static Prompt prompt(Call call, GoldenClip clip, @Nullable Prompt before) {
    if (call.name().equals("mask")) {
      int object = call.words.get(3).charAt("mask_f0_obj".length()) - 'A';
      return Prompt.mask(clip.mask(0, object));
    }
    Optional<Box> box = Optional.empty();
    List<Click> clicks = new ArrayList<>();
    for (String word : call.words.subList(3, call.words.size())) {
      if (word.equals("more")) {
        clicks.addAll(((Prompt.Points) Objects.requireNonNull(before)).clicks());
      } else if (word.startsWith("box:")) {
        double[] at =
            Arrays.stream(word.substring(4).split(",")).mapToDouble(Double::parseDouble).toArray();
        box = Optional.of(new Box(at[0], at[1], at[2], at[3]));
      } else {
        String[] parts = word.split(",");
        double x = Double.parseDouble(parts[0]);
        double y = Double.parseDouble(parts[1]);
        clicks.add(parts[2].equals("+") ? Click.positive(x, y) : Click.negative(x, y));
      }
    }
    return new Prompt.Points(box, clicks);
  }
}
