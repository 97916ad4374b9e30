package io.masklet.core.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_FRAME_CROPPING;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_CROP_UNALIGNED;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_apply_cropping;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;

import io.masklet.core.frame.VideoException;
import io.masklet.core.frame.VideoException.Kind;
import io.masklet.core.geom.Size;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/**
 * What happens to coded pictures on their way to frames: the file's cropping, square pixels,
 * upright.
 *
 * @param codedSize as decoded
 * @param crop pixels to remove: left, top, right, bottom
 * @param sampleAspectRatio width of a coded pixel over its height
 * @param orientation how to turn
 */
record PictureGeometry(
    Size codedSize, Crop crop, double sampleAspectRatio, Orientation orientation) {

  /** Pixel shapes beyond this are mistakes of the writer, and ignored. */
  private static final double MAX_ASPECT_RATIO = 8;

  /** Pixels to remove on each side. */
  record Crop(int left, int top, int right, int bottom) {
    static final Crop NONE = new Crop(0, 0, 0, 0);

    @Override
    public String toString() {
      return "%d, %d, %d, %d px cropped left, top, right, bottom"
          .formatted(left, top, right, bottom);
    }
  }

  /**
   * What a stream and its first picture say.
   *
   * @param name what to call the file in messages
   * @throws VideoException if frames cannot be that large, or nothing is left after cropping
   */
  static PictureGeometry of(String name, AVStream stream, AVFrame first) throws VideoException {
    return checked(
        name,
        first.width(),
        first.height(),
        crop(stream),
        aspectRatio(stream, first),
        orientation(stream, first));
  }

  /** The geometry of pictures of {@code width x height} pixels, if frames can be made of them. */
  static PictureGeometry checked(
      String name, int width, int height, Crop crop, double aspectRatio, Orientation orientation)
      throws VideoException {
    try {
      PictureGeometry geometry =
          new PictureGeometry(new Size(width, height), crop, aspectRatio, orientation);
      if (FramePool.canHold(geometry.squareSize())) {
        return geometry;
      }
    } catch (IllegalArgumentException e) {
      // a side is too long, or nothing is left of it
    }
    throw new VideoException(
        Kind.NOT_A_VIDEO,
        "Opening %s: expected pictures of 1 to %d px a side and at most %d px in all, found %dx%d px with a pixel aspect ratio of %s and %s. Scale the video down, or mend what it says of itself, first."
            .formatted(
                name, Size.MAX_SIDE_PX, FramePool.MAX_AREA_PX, width, height, aspectRatio, crop));
  }

  /** Size after cropping, in square pixels, before turning. The longer side of a pixel wins. */
  Size squareSize() {
    int width = codedSize.widthPx() - crop.left - crop.right;
    int height = codedSize.heightPx() - crop.top - crop.bottom;
    return sampleAspectRatio >= 1
        ? new Size((int) Math.round(width * sampleAspectRatio), height)
        : new Size(width, (int) Math.round(height / sampleAspectRatio));
  }

  Size uprightSize() {
    return orientation.apply(squareSize());
  }

  /** Applies the file's cropping to a decoded picture, in place and without copying. */
  void crop(AVFrame picture) {
    if (!crop.equals(Crop.NONE)) {
      picture.crop_left(crop.left).crop_top(crop.top);
      picture.crop_right(crop.right).crop_bottom(crop.bottom);
      av_frame_apply_cropping(picture, AV_FRAME_CROP_UNALIGNED);
    }
  }

  private static Crop crop(AVStream stream) {
    IntBuffer sides = sideData(stream, AV_PKT_DATA_FRAME_CROPPING, 4);
    return sides == null
        ? Crop.NONE
        : new Crop(sides.get(2), sides.get(0), sides.get(3), sides.get(1)); // top bottom left right
  }

  private static double aspectRatio(AVStream stream, AVFrame first) {
    AVRational container = stream.sample_aspect_ratio();
    double ratio = Ffmpeg.value(container.num() > 0 ? container : first.sample_aspect_ratio());
    return ratio >= 1 / MAX_ASPECT_RATIO && ratio <= MAX_ASPECT_RATIO ? ratio : 1;
  }

  /** The container's word goes first; pictures of cameras say it themselves. */
  private static Orientation orientation(AVStream stream, AVFrame first) {
    IntBuffer matrix = sideData(stream, AV_PKT_DATA_DISPLAYMATRIX, 9);
    if (matrix != null) {
      return Orientation.of(matrix);
    }
    AVFrameSideData own = av_frame_get_side_data(first, AV_FRAME_DATA_DISPLAYMATRIX);
    return own == null ? Orientation.UPRIGHT : Orientation.of(ints(own.data(), 9));
  }

  private static @Nullable IntBuffer sideData(AVStream stream, int type, int count) {
    AVPacketSideData data =
        av_packet_side_data_get(
            stream.codecpar().coded_side_data(), stream.codecpar().nb_coded_side_data(), type);
    return data == null || data.size() < 4L * count ? null : ints(data.data(), count);
  }

  private static IntBuffer ints(BytePointer data, int count) {
    byte[] bytes = new byte[4 * count];
    data.get(bytes);
    return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).asIntBuffer();
  }
}
