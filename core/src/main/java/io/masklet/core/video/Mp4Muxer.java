package io.masklet.core.video;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.bytedeco.ffmpeg.avformat.AVFormatContext.AVFMT_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_FRAME_CROPPING;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_new;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_query_codec;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;

import io.masklet.core.frame.VideoException;
import io.masklet.core.frame.VideoException.Kind;
import io.masklet.core.geom.Size;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;

/** The bytes of an MP4 file: streams, packets, and nothing that depends on the day. */
final class Mp4Muxer implements AutoCloseable {

  private final Path target;
  private final AVFormatContext context = new AVFormatContext(null);
  private boolean open;

  /**
   * @param part where to write
   * @param target what to call it in messages
   */
  Mp4Muxer(Path part, Path target) throws VideoException {
    this.target = target;
    avformat_alloc_output_context2(context, (AVOutputFormat) null, "mp4", null);
    context.flags(context.flags() | AVFMT_FLAG_BITEXACT); // no date, no version of FFmpeg
    AVIOContext file = new AVIOContext(null);
    int error;
    try (BytePointer url = new BytePointer(("file:" + part + "\0").getBytes(UTF_8))) {
      error = avio_open(file, url, AVIO_FLAG_WRITE);
    }
    if (error < 0) {
      avformat_free_context(context);
      throw failed("creating the file", error);
    }
    context.pb(file);
    open = true;
  }

  /**
   * Adds the picture stream.
   *
   * @param timeBase unit that keeps the input's timestamps exact
   * @param size what players should show of the coded picture, from its left and top
   */
  AVStream addVideo(AVCodecContext codec, AVRational timeBase, Size size) {
    AVStream stream = avformat_new_stream(context, (AVCodec) null);
    avcodec_parameters_from_context(stream.codecpar(), codec);
    stream.time_base(timeBase);
    if (codec.width() != size.widthPx() || codec.height() != size.heightPx()) {
      addCropping(stream.codecpar(), codec, size);
    }
    return stream;
  }

  private static void addCropping(AVCodecParameters parameters, AVCodecContext codec, Size size) {
    AVPacketSideData list = new AVPacketSideData(null);
    int[] count = {0};
    AVPacketSideData data = av_packet_side_data_new(list, count, AV_PKT_DATA_FRAME_CROPPING, 16, 0);
    IntBuffer sides =
        data.data().capacity(16).asByteBuffer().order(ByteOrder.nativeOrder()).asIntBuffer();
    int bottom = codec.height() - size.heightPx();
    int right = codec.width() - size.widthPx();
    sides.put(new int[] {0, bottom, 0, right}); // top, bottom, left, right
    parameters.coded_side_data(list).nb_coded_side_data(count[0]);
  }

  /** Adds a sound stream whose packets are copied. */
  AVStream addAudio(AVStream from) {
    AVStream stream = avformat_new_stream(context, (AVCodec) null);
    avcodec_parameters_copy(stream.codecpar(), from.codecpar());
    stream.codecpar().codec_tag(0); // a tag of the other container means nothing here
    stream.time_base(from.time_base());
    return stream;
  }

  /** Whether MP4 can hold this codec. */
  boolean canHold(int codecId) {
    return avformat_query_codec(context.oformat(), codecId, 0) == 1;
  }

  /** Ends the description of streams; packets follow. */
  void writeHeader() throws VideoException {
    AVDictionary options = new AVDictionary(null);
    int error = avformat_write_header(context, options);
    av_dict_free(options);
    check("writing its header", error);
  }

  /**
   * Writes a packet and takes its content.
   *
   * @param timeBase unit of the packet's timestamps
   */
  void write(AVPacket packet, AVStream stream, AVRational timeBase) throws VideoException {
    packet.stream_index(stream.index());
    av_packet_rescale_ts(packet, timeBase, stream.time_base());
    check("writing a packet", av_interleaved_write_frame(context, packet));
  }

  /** Completes the file. */
  void finish() throws VideoException {
    check("completing the file", av_write_trailer(context));
    open = false;
    AVIOContext file = context.pb();
    int error = avio_closep(file);
    context.pb(null);
    check("closing the file", error);
  }

  private void check(String step, int error) throws VideoException {
    if (error < 0) {
      throw failed(step, error);
    }
  }

  private VideoException failed(String step, int error) {
    return new VideoException(
        Kind.NOT_WRITABLE,
        "Writing %s: %s failed (%s). Nothing was left behind; check free space and permissions there, then run again."
            .formatted(target, step, Ffmpeg.reason(error)));
  }

  @Override
  public void close() {
    if (open) {
      open = false;
      avio_closep(context.pb());
      context.pb(null);
    }
    avformat_free_context(context);
  }
}
