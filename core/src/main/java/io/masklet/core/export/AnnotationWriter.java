package io.masklet.core.export;

import com.fasterxml.jackson.core.JsonGenerator;
import io.masklet.core.export.ObjectSpool.Entry;
import io.masklet.core.geom.Size;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes one object of a video-COCO file: each of its lists has an element for every frame. */
final class AnnotationWriter {

  static final int CATEGORY_ID = 1;

  /** Writes the element of a frame in which the object was looked at. */
  private interface Element {
    void write(Entry entry) throws IOException;
  }

  private final JsonGenerator json;
  private final ObjectSpool spool;
  private final int length;
  private int position;

  /**
   * @param length number of frames of the video
   */
  AnnotationWriter(JsonGenerator json, ObjectSpool spool, int length) {
    this.json = json;
    this.spool = spool;
    this.length = length;
  }

  void write(int objectId, @Nullable String name, @Nullable Size size) throws IOException {
    json.writeStartObject();
    json.writeNumberField("id", objectId);
    json.writeNumberField("video_id", 1);
    json.writeNumberField("category_id", CATEGORY_ID);
    json.writeNumberField("iscrowd", 0);
    json.writeNumberField("object_id", objectId);
    json.writeStringField("name", name == null ? String.valueOf(objectId) : name);
    if (size != null) {
      writeList("segmentations", entry -> writeSegmentation(entry, size));
    }
    writeList("areas", this::writeArea);
    writeList("bboxes", this::writeBox);
    writeList("object_scores", entry -> json.writeNumber(entry.objectScore()));
    writeList("predicted_ious", entry -> json.writeNumber(entry.predictedIou()));
    json.writeEndObject();
  }

  /** Null where the object was not looked at. */
  private void writeList(String name, Element element) throws IOException {
    json.writeArrayFieldStart(name);
    position = 0;
    spool.forEach(
        entry -> {
          writeNullsUntil(entry.position());
          element.write(entry);
          position++;
        });
    writeNullsUntil(length);
    json.writeEndArray();
  }

  private void writeNullsUntil(int end) throws IOException {
    for (; position < end; position++) {
      json.writeNull();
    }
  }

  private void writeSegmentation(Entry entry, Size size) throws IOException {
    if (entry.counts() == null) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    json.writeArrayFieldStart("size");
    json.writeNumber(size.heightPx());
    json.writeNumber(size.widthPx());
    json.writeEndArray();
    json.writeStringField("counts", entry.counts());
    json.writeEndObject();
  }

  private void writeArea(Entry entry) throws IOException {
    if (entry.counts() == null) {
      json.writeNull();
    } else {
      json.writeNumber(entry.areaPx());
    }
  }

  private void writeBox(Entry entry) throws IOException {
    if (entry.counts() == null) {
      json.writeNull();
    } else {
      json.writeArray(entry.boxXywh(), 0, 4);
    }
  }
}
