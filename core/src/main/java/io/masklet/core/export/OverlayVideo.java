package io.masklet.core.export;

import io.masklet.core.frame.Frame;
import io.masklet.core.frame.FrameSink;
import io.masklet.core.frame.VideoException;
import io.masklet.core.geom.Size;
import io.masklet.core.mask.MaskObservation;
import io.masklet.core.render.OverlayRenderer;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * Draws the objects over each frame and passes it on, to a video or a folder of pictures.
 *
 * <p><b>Ownership.</b> Owns the sink behind it; frames stay as they are, drawing is on a copy.
 */
public final class OverlayVideo implements MaskletSink {

  private final FrameSink sink;
  private final OverlayRenderer renderer;
  private final Size size;
  private final ByteBuffer canvas;

  /**
   * @param sink where the drawn frames go
   * @param size of the frames to come
   * @param names names of objects by id; may be empty
   */
  public OverlayVideo(FrameSink sink, Size size, Map<Integer, String> names) {
    this.sink = sink;
    this.size = size;
    this.renderer = new OverlayRenderer(size, names);
    this.canvas = ByteBuffer.allocateDirect(Math.toIntExact(3L * size.areaPx()));
  }

  @Override
  public void write(Frame frame, List<MaskObservation> objects) throws VideoException {
    canvas.put(0, frame.rgb(), 0, canvas.capacity());
    renderer.draw(canvas, objects);
    sink.write(new Frame(frame.index(), frame.timestampUs(), size, canvas, () -> {}));
  }

  @Override
  public void finish() throws VideoException {
    sink.finish();
  }

  @Override
  public void close() {
    sink.close();
  }
}
