package io.masklet.cli.run;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.masklet.core.frame.VideoInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is in a file, for people and for programs.
 *
 * @param info what the file says of itself
 * @param counted what decoding it taught, or null if nobody asked
 */
public record MediaFacts(VideoInfo info, @Nullable FrameCount counted) {

  private static final JsonMapper JSON = new JsonMapper();

  /** Lines of a name and a value. */
  public String toText() {
    StringBuilder text = new StringBuilder();
    line(text, "file", info.name());
    line(text, "container", info.container());
    line(text, "codec", info.codec() + ", " + info.pixelFormat());
    line(text, "size", info.size() + sizeNotes());
    line(text, "frame rate", frameRate());
    line(text, "duration", duration());
    line(text, "frames", frames());
    line(text, "sound", info.hasAudio() ? "yes" : "no");
    return text.toString().stripTrailing();
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(String.format(Locale.ROOT, "%-11s %s%n", name, value));
  }

  private String sizeNotes() {
    List<String> notes = new ArrayList<>();
    if (!info.codedSize().equals(info.size())) {
      notes.add("coded as " + info.codedSize());
    }
    if (info.rotationDegrees() != 0) {
      notes.add("rotated by " + info.rotationDegrees() + " degrees");
    }
    if (info.sampleAspectRatio() != 1.0) {
      notes.add(String.format(Locale.ROOT, "pixels %.4g:1", info.sampleAspectRatio()));
    }
    return notes.isEmpty() ? "" : " (" + String.join(", ", notes) + ")";
  }

  private String frameRate() {
    String average =
        info.averageFps().isPresent()
            ? String.format(
                Locale.ROOT, "%.3f frames/s on average", info.averageFps().getAsDouble())
            : "not stated";
    if (counted == null || counted.frames() < 2) {
      return average;
    }
    return counted.isVariableRate()
        ? average
            + String.format(
                Locale.ROOT,
                ", variable: %.1f to %.1f ms between frames",
                counted.shortestGapUs() / 1e3,
                counted.longestGapUs() / 1e3)
        : average + ", constant";
  }

  private String duration() {
    return info.durationUs().isPresent()
        ? String.format(Locale.ROOT, "%.3f s", info.durationUs().getAsLong() / 1e6)
        : "not stated";
  }

  private String frames() {
    if (counted != null) {
      return counted.frames() + (counted.brokenBy() == null ? "" : ", then the video breaks");
    }
    return info.frameCount().isPresent()
        ? info.frameCount().getAsLong() + " by its own account (--count counts them)"
        : "not stated (--count counts them)";
  }

  /** One JSON object; what nobody knows is left out. */
  public String toJson() {
    ObjectNode json = JSON.createObjectNode();
    json.put("file", info.name());
    json.put("container", info.container());
    json.put("codec", info.codec());
    json.put("pixelFormat", info.pixelFormat());
    json.put("width", info.size().widthPx());
    json.put("height", info.size().heightPx());
    json.put("codedWidth", info.codedSize().widthPx());
    json.put("codedHeight", info.codedSize().heightPx());
    json.put("rotationDegrees", info.rotationDegrees());
    json.put("sampleAspectRatio", info.sampleAspectRatio());
    info.averageFps().ifPresent(fps -> json.put("averageFps", fps));
    info.durationUs().ifPresent(us -> json.put("durationUs", us));
    info.frameCount().ifPresent(n -> json.put("statedFrames", n));
    json.put("audio", info.hasAudio());
    if (counted != null) {
      json.put("frames", counted.frames());
      json.put("lastTimestampUs", counted.lastTimestampUs());
      json.put("variableFrameRate", counted.isVariableRate());
      json.put("whole", counted.brokenBy() == null);
    }
    return json.toPrettyString();
  }
}
