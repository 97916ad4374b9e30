package io.masklet.core.video;

import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;

/**
 * Notices that a Matroska file lost a piece. Its reader skips what it cannot understand and goes on
 * behind it without a word; all that shows is a jump both in the file and in time.
 */
final class GapWatch {

  /** Between two packets there are a few dozen bytes; an index or a comment may take more. */
  private static final long MAX_SKIPPED_BYTES = 8_192;

  /** How much longer than the last step in time a step must be to look like a loss. */
  private static final int MAX_STEPS = 3;

  private final boolean watches;
  private final int streamIndex;
  private long endByte = -1;
  private long skippedBytes;
  private long lastTicks = Ffmpeg.NO_TIMESTAMP;
  private long stepTicks;
  private boolean open;

  GapWatch(String formatName, AVStream stream) {
    this.watches = formatName.startsWith("matroska");
    this.streamIndex = stream.index();
  }

  /** Looks at a packet of any stream, in file order; those that could not be read are ignored. */
  void pass(AVPacket packet, int result) {
    if (!watches || result < 0 || packet.pos() < 0) {
      return;
    }
    if (endByte >= 0) {
      skippedBytes = Math.max(skippedBytes, packet.pos() - endByte);
    }
    endByte = packet.pos() + packet.size();
    if (packet.stream_index() == streamIndex && packet.dts() != Ffmpeg.NO_TIMESTAMP) {
      passPicture(packet.dts());
    }
  }

  private void passPicture(long ticks) {
    long step = lastTicks == Ffmpeg.NO_TIMESTAMP ? 0 : ticks - lastTicks;
    open = skippedBytes > MAX_SKIPPED_BYTES && stepTicks > 0 && step > MAX_STEPS * stepTicks;
    skippedBytes = 0;
    stepTicks = step;
    lastTicks = ticks;
  }

  /** Whether a piece is missing right before the last packet of the stream. */
  boolean isOpen() {
    return open;
  }
}
