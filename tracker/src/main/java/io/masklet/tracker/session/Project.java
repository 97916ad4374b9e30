package io.masklet.tracker.session;

import io.masklet.core.file.OutputFile;
import io.masklet.core.geom.Size;
import io.masklet.models.json.JsonWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a {@code .masklet} file holds: everything a person said, nothing that was computed.
 *
 * @param id random; ties the mask store to its project
 * @param videoPath where the video was last; absolute
 * @param video which video it is
 * @param size of its frames
 * @param model which model
 * @param overlap whether objects may share pixels
 * @param actions all actions in their order, those undone at the end
 * @param applied how many of them hold; the rest can be redone
 * @param nextNumber of the next action
 */
record Project(
    String id,
    String videoPath,
    VideoIdentity video,
    Size size,
    SessionModel model,
    boolean overlap,
    List<Action> actions,
    int applied,
    long nextNumber) {

  private static final String FORMAT = "masklet session";
  private static final int VERSION = 1;
  private static final long MAX_BYTES = 256L << 20;
  private static final int MAX_SIDE_PX = 1 << 15;

  Project {
    actions = List.copyOf(actions);
  }

  List<Action> held() {
    return actions.subList(0, applied);
  }

  Project with(List<Action> newActions, int newApplied, long newNext) {
    return new Project(id, videoPath, video, size, model, overlap, newActions, newApplied, newNext);
  }

  Project withVideoPath(String path) {
    return new Project(id, path, video, size, model, overlap, actions, applied, nextNumber);
  }

  /** Writes beside and moves into place; whoever is killed in between leaves the old one whole. */
  void save(Path file, boolean replace) throws IOException {
    try (OutputFile output = OutputFile.begin(file, replace)) {
      try {
        Files.writeString(output.part(), JsonWriter.write(toJson()));
        try (FileChannel channel = FileChannel.open(output.part(), StandardOpenOption.WRITE)) {
          channel.force(true);
        }
      } catch (IOException e) {
        throw SessionException.unwritable(file, e);
      }
      output.finish();
    }
  }

  private Map<String, Object> toJson() {
    Map<String, Object> videoJson = new LinkedHashMap<>();
    videoJson.put("path", videoPath);
    videoJson.put("sizeBytes", video.sizeBytes());
    videoJson.put("samplesSha256", video.samplesSha256());
    videoJson.put("widthPx", size.widthPx());
    videoJson.put("heightPx", size.heightPx());
    Map<String, Object> modelJson = new LinkedHashMap<>();
    modelJson.put("name", model.name());
    modelJson.put("sidePx", model.sidePx());
    modelJson.put("weightsSha256", model.weightsSha256());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", FORMAT);
    json.put("version", VERSION);
    json.put("id", id);
    json.put("video", videoJson);
    json.put("model", modelJson);
    json.put("overlap", overlap);
    json.put("applied", applied);
    json.put("nextNumber", nextNumber);
    json.put("actions", actions.stream().map(ActionJson::write).toList());
    return json;
  }

  /**
   * Reads a project.
   *
   * @throws SessionException if it is missing, no project, damaged, or of a newer version
   */
  static Project load(Path file) throws SessionException {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw unreadable(file, "more than " + (MAX_BYTES >> 20) + " MiB", null);
      }
      return parse(file, JsonFields.parse(Files.readString(file, StandardCharsets.UTF_8)));
    } catch (NoSuchFileException e) {
      throw new SessionException(
          SessionException.Kind.NOT_READABLE,
          "Opening the session %s: there is no such file. 'masklet session new' makes one."
              .formatted(file),
          e);
    } catch (SessionException e) {
      throw e;
    } catch (IOException e) {
      throw unreadable(file, String.valueOf(e), e);
    } catch (IllegalArgumentException e) {
      throw unreadable(file, String.valueOf(e.getMessage()), e);
    }
  }

  private static Project parse(Path file, JsonFields json) throws SessionException {
    if (!json.text("format").equals(FORMAT)) {
      throw json.wrong("format", FORMAT, json.text("format"));
    }
    long version = json.whole("version", 1, Integer.MAX_VALUE);
    if (version > VERSION) {
      throw new SessionException(
          SessionException.Kind.NOT_READABLE,
          "Opening the session %s: expected version %d or older, found %d. It was made by a newer Masklet; use that one."
              .formatted(file, VERSION, version));
    }
    JsonFields video = json.object("video");
    Size size =
        new Size(
            (int) video.whole("widthPx", 1, MAX_SIDE_PX),
            (int) video.whole("heightPx", 1, MAX_SIDE_PX));
    VideoIdentity identity =
        new VideoIdentity(video.whole("sizeBytes", 0, Long.MAX_VALUE), video.text("samplesSha256"));
    String path = video.text("path");
    video.requireNoOther();
    JsonFields modelJson = json.object("model");
    SessionModel model =
        new SessionModel(
            modelJson.text("name"),
            (int) modelJson.whole("sidePx", 0, MAX_SIDE_PX),
            modelJson.text("weightsSha256"));
    modelJson.requireNoOther();
    List<Action> actions = json.objects("actions", each -> ActionJson.read(each, size));
    Project project =
        new Project(
            json.text("id"),
            path,
            identity,
            size,
            model,
            json.flag("overlap"),
            actions,
            (int) json.whole("applied", 0, actions.size()),
            json.whole("nextNumber", 1, Long.MAX_VALUE));
    json.requireNoOther();
    project.requireGrowingNumbers();
    return project;
  }

  private void requireGrowingNumbers() {
    long before = 0;
    for (Action action : actions) {
      if (action.number() <= before) {
        throw new IllegalArgumentException(
            "actions: expected growing numbers, found %d after %d"
                .formatted(action.number(), before));
      }
      before = action.number();
    }
    if (nextNumber <= before) {
      throw new IllegalArgumentException(
          "nextNumber: expected more than %d, found %d".formatted(before, nextNumber));
    }
  }

  private static SessionException unreadable(
      Path file, String found, @org.jspecify.annotations.Nullable Exception cause) {
    String message =
        "Opening the session %s: expected a project that 'masklet session' wrote, found: %s. Nothing was changed; restore the file from a copy if there is one."
            .formatted(file, found);
    SessionException exception = new SessionException(SessionException.Kind.NOT_READABLE, message);
    if (cause != null) {
      exception.initCause(cause);
    }
    return exception;
  }
}
