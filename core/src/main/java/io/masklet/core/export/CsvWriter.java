package io.masklet.core.export;

import io.masklet.core.file.OutputFile;
import io.masklet.core.frame.Frame;
import io.masklet.core.frame.VideoException;
import io.masklet.core.geom.Box;
import io.masklet.core.geom.Point;
import io.masklet.core.mask.Calibration;
import io.masklet.core.mask.MaskObservation;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A table with one row per frame and object. Boxes are x0,y0,x1,y1 in video pixels, right and
 * bottom exclusive; box and centroid of an empty mask are left blank, and so are signals that
 * nobody measured. {@code prompted} is 1 where a person prompted the object on the frame. {@code
 * presence} and {@code expected_iou} are the network's two scores, calibrated.
 */
public final class CsvWriter implements MaskletSink {

  /** The first line of every file. */
  public static final String HEADER =
      "time_s,frame,object,x0,y0,x1,y1,area_px,centroid_x,centroid_y,object_score,predicted_iou,"
          + "presence,expected_iou,stability,agreement,prompted";

  private final OutputFile file;
  private final BufferedWriter writer;
  private final Calibration calibration;

  private CsvWriter(OutputFile file, BufferedWriter writer, Calibration calibration) {
    this.file = file;
    this.writer = writer;
    this.calibration = calibration;
  }

  /**
   * Begins a file.
   *
   * @param calibration of the network that makes the masks
   * @param force whether a file of that name may be replaced
   */
  public static CsvWriter create(Path target, Calibration calibration, boolean force)
      throws VideoException {
    OutputFile file = OutputFile.begin(target, force);
    try {
      CsvWriter csv = new CsvWriter(file, Files.newBufferedWriter(file.part()), calibration);
      csv.line(HEADER);
      return csv;
    } catch (IOException e) {
      file.close();
      throw file.failure(e);
    }
  }

  @Override
  public void write(Frame frame, List<MaskObservation> objects) throws VideoException {
    for (MaskObservation object : objects) {
      line(row(frame, object));
    }
  }

  private String row(Frame frame, MaskObservation object) {
    return String.format(
        Locale.ROOT,
        "%.6f,%d,%d,%s,%d,%s,%.4f,%.4f,%.4f,%.4f,%s,%s,%d",
        frame.timestampUs() / 1e6,
        frame.index(),
        object.objectId(),
        object.mask().box().map(CsvWriter::box).orElse(",,,"),
        object.mask().areaPx(),
        object.mask().centroid().map(CsvWriter::point).orElse(","),
        object.objectScore(),
        object.predictedIou(),
        calibration.presenceOf(object.objectScore()),
        calibration.expectedIou(object.predictedIou()),
        share(object.signals().stability()),
        share(object.signals().agreement()),
        object.prompted() ? 1 : 0);
  }

  private static String share(float value) {
    return Float.isNaN(value) ? "" : String.format(Locale.ROOT, "%.4f", value);
  }

  private static String box(Box box) {
    return String.format(
        Locale.ROOT, "%.0f,%.0f,%.0f,%.0f", box.x0(), box.y0(), box.x1(), box.y1());
  }

  private static String point(Point point) {
    return String.format(Locale.ROOT, "%.2f,%.2f", point.x(), point.y());
  }

  private void line(String text) throws VideoException {
    try {
      writer.write(text);
      writer.write('\n');
    } catch (IOException e) {
      throw file.failure(e);
    }
  }

  @Override
  public void finish() throws VideoException {
    try {
      writer.close();
    } catch (IOException e) {
      throw file.failure(e);
    }
    file.finish();
  }

  @Override
  public void close() {
    try {
      writer.close();
    } catch (IOException e) {
      // the file is discarded or already in place; either way there is nothing left to save
    }
    file.close();
  }
}
