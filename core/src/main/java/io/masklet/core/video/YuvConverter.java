package io.masklet.core.video;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BITEXACT;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import io.masklet.core.geom.Size;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.ffmpeg.swscale.SwsFilter;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Turns packed RGB into the 4:2:0 pictures an encoder takes. Sides are made even by repeating the
 * last column and row, which the file then says to crop.
 */
final class YuvConverter implements AutoCloseable {

  /** The encoder's smallest side. */
  private static final int MIN_SIDE_PX = 16;

  private static final int HD_HEIGHT_PX = 720;

  private final Size size;
  private final Size codedSize;
  private final ByteBuffer padded;
  private final SwsContext scaler;
  private final AVFrame picture;
  private final PointerPointer<BytePointer> source = new PointerPointer<>(4);
  private final IntPointer strides = new IntPointer(4);

  /**
   * @param size of the frames to come
   */
  YuvConverter(Size size) {
    this.size = size;
    this.codedSize = codedSize(size);
    this.padded = FramePool.allocate(codedSize);
    this.picture = newPicture();
    this.scaler = newScaler();
    strides.put(0, 3 * codedSize.widthPx());
  }

  /** The size that is encoded: even sides that hold the frame. */
  static Size codedSize(Size size) {
    return new Size(
        Math.max(MIN_SIDE_PX, size.widthPx() + (size.widthPx() & 1)),
        Math.max(MIN_SIDE_PX, size.heightPx() + (size.heightPx() & 1)));
  }

  /** The colour matrix for a size, as players assume it. */
  static int colourSpace(Size size) {
    return size.heightPx() >= HD_HEIGHT_PX ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M;
  }

  private AVFrame newPicture() {
    AVFrame frame = av_frame_alloc();
    frame.format(AV_PIX_FMT_YUV420P).width(codedSize.widthPx()).height(codedSize.heightPx());
    frame.colorspace(colourSpace(size)).color_range(AVCOL_RANGE_MPEG);
    av_frame_get_buffer(frame, 0);
    return frame;
  }

  private SwsContext newScaler() {
    SwsContext context =
        sws_getContext(
            codedSize.widthPx(),
            codedSize.heightPx(),
            AV_PIX_FMT_RGB24,
            codedSize.widthPx(),
            codedSize.heightPx(),
            AV_PIX_FMT_YUV420P,
            SWS_BICUBIC | SWS_ACCURATE_RND | SWS_BITEXACT,
            (SwsFilter) null,
            (SwsFilter) null,
            (DoublePointer) null);
    IntPointer matrix = sws_getCoefficients(colourSpace(size));
    sws_setColorspaceDetails(context, matrix, 1, matrix, 0, 0, 1 << 16, 1 << 16);
    return context;
  }

  /**
   * Converts one picture.
   *
   * @param rgb {@code [H, W, 3]}
   * @return valid until the next call
   */
  AVFrame convert(ByteBuffer rgb) {
    ByteBuffer from = size.equals(codedSize) ? rgb : pad(rgb);
    av_frame_make_writable(picture); // the encoder may still hold the last one
    source.put(0, new BytePointer(from.duplicate().clear()));
    sws_scale(scaler, source, strides, 0, codedSize.heightPx(), picture.data(), picture.linesize());
    return picture;
  }

  private ByteBuffer pad(ByteBuffer rgb) {
    int rowBytes = 3 * size.widthPx();
    int codedRowBytes = 3 * codedSize.widthPx();
    for (int y = 0; y < codedSize.heightPx(); y++) {
      int target = y * codedRowBytes;
      padded.put(target, rgb, Math.min(y, size.heightPx() - 1) * rowBytes, rowBytes);
      for (int i = rowBytes; i < codedRowBytes; i++) {
        padded.put(target + i, padded.get(target + i - 3));
      }
    }
    return padded;
  }

  @Override
  public void close() {
    sws_freeContext(scaler);
    av_frame_free(picture);
    source.close();
    strides.close();
  }
}
