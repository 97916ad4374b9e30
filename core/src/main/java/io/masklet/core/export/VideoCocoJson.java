package io.masklet.core.export;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.masklet.core.file.OutputFile;
import io.masklet.core.frame.Frame;
import io.masklet.core.frame.VideoException;
import io.masklet.core.geom.Size;
import io.masklet.core.mask.MaskObservation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Masks as video-COCO JSON, the layout of YouTube-VIS: one video, one annotation per object with a
 * compressed run-length mask (or null) for every frame. Beyond that layout, the video has {@code
 * timestamps_us}, and annotations have {@code object_id}, {@code name}, {@code object_scores} and
 * {@code predicted_ious}.
 *
 * <p>The layout lists all frames of an object together, so entries wait in a hidden folder beside
 * the file; memory does not grow with the video.
 */
// Source: JonathonLuiten/TrackEval, docs/YouTube-VIS-format.txt.
public final class VideoCocoJson implements MaskletSink {

  private final OutputFile file;
  private final Spools spools;
  private final Map<Integer, String> names;
  private @Nullable Size size;
  private int length;

  private VideoCocoJson(OutputFile file, Spools spools, Map<Integer, String> names) {
    this.file = file;
    this.spools = spools;
    this.names = Map.copyOf(names);
  }

  /**
   * Begins a file.
   *
   * @param names names of objects by id; may be empty
   * @param force whether a file of that name may be replaced
   */
  public static VideoCocoJson create(Path target, Map<Integer, String> names, boolean force)
      throws VideoException {
    OutputFile file = OutputFile.begin(target, force);
    try {
      return new VideoCocoJson(file, new Spools(file.beside("spool")), names);
    } catch (IOException e) {
      file.close();
      throw file.failure(e);
    }
  }

  @Override
  public void write(Frame frame, List<MaskObservation> objects) throws VideoException {
    size = frame.size();
    try {
      spools.addFrame(frame.index(), frame.timestampUs());
      for (MaskObservation object : objects) {
        spools.object(object.objectId()).add(length, object);
      }
    } catch (IOException e) {
      throw file.failure(e);
    }
    length++;
  }

  @Override
  public void finish() throws VideoException {
    try (JsonGenerator json =
        new JsonFactory().createGenerator(file.part().toFile(), JsonEncoding.UTF8)) {
      json.writeStartObject();
      writeVideo(json);
      json.writeArrayFieldStart("annotations");
      for (int objectId : spools.objectIds()) {
        new AnnotationWriter(json, spools.object(objectId), length)
            .write(objectId, names.get(objectId), size);
      }
      json.writeEndArray();
      writeCategories(json);
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw file.failure(e);
    }
    file.finish();
  }

  private void writeVideo(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("videos");
    json.writeStartObject();
    json.writeNumberField("id", 1);
    json.writeNumberField("width", size == null ? 0 : size.widthPx());
    json.writeNumberField("height", size == null ? 0 : size.heightPx());
    json.writeNumberField("length", length);
    json.writeArrayFieldStart("file_names");
    spools.forEachFrame((index, us) -> json.writeString(String.format(Locale.ROOT, "%05d", index)));
    json.writeEndArray();
    json.writeArrayFieldStart("timestamps_us");
    spools.forEachFrame((index, us) -> json.writeNumber(us));
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
  }

  private static void writeCategories(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("categories");
    json.writeStartObject();
    json.writeNumberField("id", AnnotationWriter.CATEGORY_ID);
    json.writeStringField("name", "object");
    json.writeEndObject();
    json.writeEndArray();
  }

  @Override
  public void close() {
    spools.close();
    file.close();
  }
}
