package io.masklet.core.video;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;

import io.masklet.core.frame.VideoException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** The sound packets of a file, as hashes of their bytes. */
final class SoundPackets {

  private SoundPackets() {}

  static List<Integer> of(Path file) throws VideoException {
    List<Integer> hashes = new ArrayList<>();
    try (MediaInput input = MediaInput.open(file)) {
      int sound = Objects.requireNonNull(input.bestAudio()).index();
      AVPacket packet = av_packet_alloc();
      while (input.read(packet) >= 0) {
        if (packet.stream_index() == sound) {
          byte[] bytes = new byte[packet.size()];
          packet.data().get(bytes);
          hashes.add(Arrays.hashCode(bytes));
        }
        av_packet_unref(packet);
      }
      av_packet_free(packet);
    }
    return hashes;
  }
}
