package io.masklet.tracker.session;

import io.masklet.core.geom.Box;
import io.masklet.core.geom.Point;
import io.masklet.core.geom.Size;
import io.masklet.core.mask.Rle;
import io.masklet.core.prompt.Click;
import io.masklet.core.prompt.Prompt;
import io.masklet.tracker.object.ObjectId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Actions as JSON objects and back. */
final class ActionJson {

  private static final long MAX_NUMBER = 1L << 53;

  private ActionJson() {}

  static Map<String, Object> write(Action action) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("n", action.number());
    json.put("do", action.verb());
    json.put("object", action.id().value());
    if (action instanceof Action.AddObject add) {
      json.put("name", add.name());
      json.put("rgb", add.rgb());
    } else if (action instanceof Action.GivePrompt give) {
      json.put("frame", give.frame());
      json.putAll(write(give.prompt()));
    } else if (action instanceof Action.TakeBackPrompt take) {
      json.put("frame", take.frame());
    } else if (action instanceof Action.RenameObject rename) {
      json.put("name", rename.name());
    } else if (action instanceof Action.RecolourObject recolour) {
      json.put("rgb", recolour.rgb());
    } else if (action instanceof Action.MergeObjects merge) {
      json.put("other", merge.other().value());
    } else if (action instanceof Action.SwapObjects swap) {
      json.put("other", swap.other().value());
      json.put("frame", swap.frame());
    }
    return json;
  }

  /** The members of a prompt. */
  static Map<String, Object> write(Prompt prompt) {
    Map<String, Object> json = new LinkedHashMap<>();
    if (prompt instanceof Prompt.Points points) {
      points.box().ifPresent(b -> json.put("box", List.of(b.x0(), b.y0(), b.x1(), b.y1())));
      json.put(
          "clicks",
          points.clicks().stream()
              .map(c -> List.of(c.point().x(), c.point().y(), c.positive() ? 1 : 0))
              .toList());
    } else if (prompt instanceof Prompt.Mask mask) {
      Rle rle = Rle.encode(mask.mask());
      json.put("size", List.of(rle.size().heightPx(), rle.size().widthPx()));
      json.put("counts", rle.counts());
    }
    return json;
  }

  /**
   * @param video the size a mask must have
   * @throws IllegalArgumentException if it is no action; says what is wrong with it
   */
  static Action read(JsonFields json, Size video) {
    long n = json.whole("n", 1, MAX_NUMBER);
    ObjectId id = objectId(json, "object");
    String verb = json.text("do");
    return switch (verb) {
      case "add" -> new Action.AddObject(n, id, json.text("name"), rgb(json));
      case "prompt" -> new Action.GivePrompt(n, id, frame(json), prompt(json, video));
      case "unprompt" -> new Action.TakeBackPrompt(n, id, frame(json));
      case "clear" -> new Action.ClearObject(n, id);
      case "rename" -> new Action.RenameObject(n, id, json.text("name"));
      case "recolour" -> new Action.RecolourObject(n, id, rgb(json));
      case "delete" -> new Action.DeleteObject(n, id);
      case "merge" -> new Action.MergeObjects(n, id, objectId(json, "other"));
      case "swap" -> new Action.SwapObjects(n, id, objectId(json, "other"), frame(json));
      default -> throw json.wrong("do", "something that can be done", verb);
    };
  }

  private static ObjectId objectId(JsonFields json, String name) {
    return new ObjectId((int) json.whole(name, 1, ObjectId.MAX));
  }

  private static int rgb(JsonFields json) {
    return (int) json.whole("rgb", 0, 0xFFFFFF);
  }

  private static long frame(JsonFields json) {
    return json.whole("frame", 0, Integer.MAX_VALUE - 1);
  }

  private static Prompt prompt(JsonFields json, Size video) {
    if (json.has("counts")) {
      double[] size = json.numbers("size", 2);
      if (size[0] != video.heightPx() || size[1] != video.widthPx()) {
        throw json.wrong("size", "that of the video, " + video, List.of(size[0], size[1]));
      }
      return Prompt.mask(new Rle(video, json.text("counts")).decode());
    }
    Optional<Box> box = Optional.empty();
    if (json.has("box")) {
      double[] sides = json.numbers("box", 4);
      box = Optional.of(new Box(sides[0], sides[1], sides[2], sides[3]));
    }
    List<Click> clicks =
        json.rows("clicks", 3).stream()
            .map(row -> new Click(new Point(row[0], row[1]), row[2] != 0))
            .toList();
    return new Prompt.Points(box, clicks);
  }
}
