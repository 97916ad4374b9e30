package io.masklet.core.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;

import io.masklet.core.geom.Size;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.junit.jupiter.api.Test;

class H264EncoderTest {

  @Test
  void receive_nothingYetAndNothingAnyMore_isNoPacket() {
    AVPacket packet = av_packet_alloc();
    try (H264Encoder encoder = H264Encoder.open(new Size(64, 48), 75)) {
      assertThat(encoder.receive(packet)).isFalse();
      encoder.end();
      assertThat(encoder.receive(packet)).isFalse();
    }
    av_packet_free(packet);
  }

  @Test
  void receive_encoderIsBroken_saysSo() {
    Ffmpeg.load();
    AVPacket packet = av_packet_alloc();
    try (H264Encoder neverOpened = new H264Encoder(avcodec_alloc_context3(null))) {
      assertThatIllegalStateException()
          .isThrownBy(() -> neverOpened.receive(packet))
          .withMessage("Invalid argument");
    }
    av_packet_free(packet);
  }
}
