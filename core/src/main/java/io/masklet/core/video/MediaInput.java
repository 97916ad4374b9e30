package io.masklet.core.video;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_DURATION_FROM_BITRATE;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import io.masklet.core.frame.VideoException;
import io.masklet.core.frame.VideoException.Kind;
import java.nio.file.Path;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/**
 * An opened media file: its streams, and its packets in file order.
 *
 * <p>Opens local files only, whatever a playlist inside may ask for.
 */
final class MediaInput implements AutoCloseable {

  /** Readers of text and of nothing at all, which would make pictures out of any file. */
  private static final Set<String> NOT_PICTURES =
      Set.of("tty", "bin", "xbin", "idf", "adf", "lavfi", "ffmetadata", "data");

  private final Path path;
  private final AVFormatContext context;

  /** Where the packets read so far end, on the file's own clock. */
  private long latestUs;

  private MediaInput(Path path, AVFormatContext context) {
    this.path = path;
    this.context = context;
  }

  /**
   * Opens a file and looks at its streams.
   *
   * @throws VideoException if it is missing, empty, not readable or no media file
   */
  static MediaInput open(Path path) throws VideoException {
    InputFile.requireReadable(path);
    Ffmpeg.load();
    AVFormatContext context = openContext(path);
    MediaInput input = new MediaInput(path, context);
    String format = input.formatName();
    int error = avformat_find_stream_info(context, (AVDictionary) null);
    if (error < 0 || NOT_PICTURES.contains(format)) {
      input.close();
      throw InputFile.notAVideo(
          path, error < 0 ? Ffmpeg.reason(error) : "it is text or plain data");
    }
    return input;
  }

  private static AVFormatContext openContext(Path path) throws VideoException {
    AVFormatContext context = new AVFormatContext(null);
    AVDictionary options = new AVDictionary(null);
    av_dict_set(options, "protocol_whitelist", "file", 0);
    av_dict_set(options, "pattern_type", "none", 0); // a '%' in a picture's name is just that
    int error;
    try (BytePointer url = url(path)) {
      error = avformat_open_input(context, url, (AVInputFormat) null, options);
    }
    av_dict_free(options);
    if (error < 0) {
      throw InputFile.notAVideo(path, Ffmpeg.reason(error));
    }
    return context;
  }

  private static BytePointer url(Path path) {
    return new BytePointer(("file:" + path.toAbsolutePath() + "\0").getBytes(UTF_8));
  }

  Path path() {
    return path;
  }

  AVFormatContext context() {
    return context;
  }

  String formatName() {
    return Ffmpeg.text(context.iformat().name(), "unknown");
  }

  /** The main picture stream; a cover picture of a sound file is none. */
  AVStream requireVideo() throws VideoException {
    int best = videoIndex();
    boolean cover =
        best >= 0 && (context.streams(best).disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0;
    if (best < 0 || cover) {
      throw new VideoException(
          Kind.NOT_A_VIDEO,
          "Opening %s: expected a video or picture, found %s without pictures. Give a file that has a picture stream."
              .formatted(path, hasAudio() ? "sound" : "a " + formatName() + " file"));
    }
    return context.streams(best);
  }

  boolean hasAudio() {
    return bestAudio() != null;
  }

  @Nullable AVStream bestAudio() {
    int best = av_find_best_stream(context, AVMEDIA_TYPE_AUDIO, -1, -1, (AVCodec) null, 0);
    return best < 0 ? null : context.streams(best);
  }

  /**
   * The next packet in file order; the caller unreferences it.
   *
   * @return 0, or the error: {@code AVERROR_EOF} at the regular end
   */
  int read(AVPacket packet) {
    int result = av_read_frame(context, packet);
    if (result >= 0 && packet.pts() != Ffmpeg.NO_TIMESTAMP) {
      AVStream stream = stream(packet.stream_index());
      latestUs =
          Math.max(latestUs, Ffmpeg.toMicros(packet.pts() + packet.duration(), stream.time_base()));
    }
    return result;
  }

  /**
   * Whether the packets read so far, of all streams together, end well before the length that the
   * container states. Half a second and a twentieth of the length are forgiven: containers round.
   */
  boolean endsEarly() {
    long statedUs = context.duration();
    boolean stated =
        statedUs > 0 && context.duration_estimation_method() != AVFMT_DURATION_FROM_BITRATE;
    long lengthUs = latestUs - Math.max(context.start_time(), 0);
    return stated && statedUs - lengthUs > 500_000 + statedUs / 20;
  }

  /** The length that the container states, in microseconds, or 0. */
  long statedDurationUs() {
    return Math.max(context.duration(), 0);
  }

  static boolean isEnd(int error) {
    return error == AVERROR_EOF;
  }

  AVStream stream(int index) {
    return context.streams(index);
  }

  /** Index of the main picture stream, or a negative number. */
  int videoIndex() {
    return av_find_best_stream(context, AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
  }

  /**
   * What counts as time zero, in microseconds of the file's own clock: 0 if that clock starts at or
   * before zero, its first timestamp if it starts later, as in broadcast streams; the first picture
   * if that comes even earlier.
   */
  long zeroUs() {
    long zeroUs =
        context.start_time() == Ffmpeg.NO_TIMESTAMP ? 0 : Math.max(context.start_time(), 0);
    int video = videoIndex();
    if (video >= 0 && stream(video).start_time() != Ffmpeg.NO_TIMESTAMP) {
      AVStream pictures = stream(video);
      return Math.min(zeroUs, Ffmpeg.toMicros(pictures.start_time(), pictures.time_base()));
    }
    return zeroUs;
  }

  @Override
  public void close() {
    avformat_close_input(context);
  }
}
