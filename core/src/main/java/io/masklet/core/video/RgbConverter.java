package io.masklet.core.video;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_CL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_NCL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT470BG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_FCC;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE240M;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY8;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt_name;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BITEXACT;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INT;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import io.masklet.core.frame.VideoException;
import io.masklet.core.frame.VideoException.Kind;
import io.masklet.core.geom.Size;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.ffmpeg.swscale.SwsFilter;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * Turns decoded pictures of any pixel format, size and colour space into packed RGB: square pixels,
 * upright, always of one size. The same picture gives the same bytes on every machine.
 */
final class RgbConverter implements AutoCloseable {

  /** From this height on, video without a colour tag is taken for HD, BT.709. */
  private static final int HD_HEIGHT_PX = 720;

  private static final int FLAGS =
      SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT | SWS_BITEXACT;

  private final String name;
  private final Size squareSize;
  private final Orientation orientation;
  private final @Nullable ByteBuffer sideways;
  private final PointerPointer<BytePointer> targets = new PointerPointer<>(4);
  private final IntPointer strides = new IntPointer(4);

  private @Nullable SwsContext scaler;
  private @Nullable PictureKind kind;

  /** What a scaler is made for; a stream may change it on the way. */
  private record PictureKind(int width, int height, int format, int colourSpace, int range) {
    static PictureKind of(AVFrame picture) {
      return new PictureKind(
          picture.width(),
          picture.height(),
          picture.format(),
          picture.colorspace(),
          picture.color_range());
    }
  }

  /**
   * @param name what to call the file in messages
   * @param squareSize size in square pixels before turning
   * @param orientation how to turn
   */
  RgbConverter(String name, Size squareSize, Orientation orientation) {
    this.name = name;
    this.squareSize = squareSize;
    this.orientation = orientation;
    this.sideways = orientation.equals(Orientation.UPRIGHT) ? null : FramePool.allocate(squareSize);
    strides.put(0, 3 * squareSize.widthPx());
  }

  /**
   * Converts one picture.
   *
   * @param rgb {@code [H, W, 3]} of the upright size, from a {@link FramePool}; overwritten
   * @throws VideoException if FFmpeg cannot convert such pictures
   */
  void convert(AVFrame picture, ByteBuffer rgb) throws VideoException {
    SwsContext context = scalerFor(picture);
    ByteBuffer target = sideways == null ? rgb : sideways;
    targets.put(0, new BytePointer(target));
    sws_scale(context, picture.data(), picture.linesize(), 0, picture.height(), targets, strides);
    if (isCopiedGrey(PictureKind.of(picture))) {
      stretchToFullRange(target);
    }
    if (sideways != null) {
      orientation.copy(sideways, squareSize, rgb);
    }
  }

  /** FFmpeg's shortcut for grey at its own size copies values and forgets the range. */
  private boolean isCopiedGrey(PictureKind picture) {
    boolean ownSize =
        picture.width == squareSize.widthPx() && picture.height == squareSize.heightPx();
    return picture.format == AV_PIX_FMT_GRAY8 && ownSize && !isFullRange(picture);
  }

  /** 16 to 235 becomes 0 to 255. */
  private static void stretchToFullRange(ByteBuffer rgb) {
    for (int i = 0; i < rgb.capacity(); i++) {
      int full = ((rgb.get(i) & 0xff) - 16) * 255 / 219;
      rgb.put(i, (byte) Math.max(0, Math.min(255, full)));
    }
  }

  /** Makes ready for pictures like this one, or throws as {@link #convert} would. */
  void prepare(AVFrame picture) throws VideoException {
    scalerFor(picture);
  }

  private SwsContext scalerFor(AVFrame picture) throws VideoException {
    PictureKind newKind = PictureKind.of(picture);
    if (scaler == null || !newKind.equals(kind)) {
      sws_freeContext(scaler);
      scaler = null;
      scaler = newScaler(newKind);
      kind = newKind;
    }
    return scaler;
  }

  private SwsContext newScaler(PictureKind from) throws VideoException {
    SwsContext context =
        sws_getContext(
            from.width,
            from.height,
            from.format,
            squareSize.widthPx(),
            squareSize.heightPx(),
            AV_PIX_FMT_RGB24,
            FLAGS,
            (SwsFilter) null,
            (SwsFilter) null,
            (DoublePointer) null);
    if (context == null) {
      throw new VideoException(
          Kind.NOT_A_VIDEO,
          "Decoding %s: expected pictures that FFmpeg can convert to RGB of %s, found pixel format %s at %dx%d. Convert the video to H.264 first."
              .formatted(name, squareSize, formatName(from.format), from.width, from.height));
    }
    IntPointer matrix = sws_getCoefficients(colourSpace(from));
    sws_setColorspaceDetails(
        context, matrix, isFullRange(from) ? 1 : 0, matrix, 1, 0, 1 << 16, 1 << 16);
    return context;
  }

  /** The tag if there is one; otherwise what players assume from the height. */
  private static int colourSpace(PictureKind picture) {
    int tag = picture.colourSpace;
    boolean known =
        tag == AVCOL_SPC_BT709
            || tag == AVCOL_SPC_FCC
            || tag == AVCOL_SPC_BT470BG
            || tag == AVCOL_SPC_SMPTE170M
            || tag == AVCOL_SPC_SMPTE240M
            || tag == AVCOL_SPC_BT2020_NCL
            || tag == AVCOL_SPC_BT2020_CL;
    if (known) {
      return tag;
    }
    return picture.height >= HD_HEIGHT_PX ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M;
  }

  private static boolean isFullRange(PictureKind picture) {
    String name = formatName(picture.format);
    boolean fullUnlessTagged = name.startsWith("yuvj") || name.startsWith("gray");
    return picture.range == AVCOL_RANGE_JPEG
        || (fullUnlessTagged && picture.range != AVCOL_RANGE_MPEG);
  }

  static String formatName(int format) {
    return Ffmpeg.text(av_get_pix_fmt_name(format), "unknown");
  }

  @Override
  public void close() {
    sws_freeContext(scaler);
    scaler = null;
    targets.close();
    strides.close();
  }
}
