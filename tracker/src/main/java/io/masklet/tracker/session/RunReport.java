package io.masklet.tracker.session;

import io.masklet.core.frame.VideoException;
import java.util.List;
import java.util.Optional;

/**
 * How a run ended. What was computed is kept in every case.
 *
 * @param frames that have results now, from the first on without a gap
 * @param tracked how often an object was tracked in a frame, in one direction
 * @param kept how often that was not needed, because the masks agreed with those that were there
 *     before within the tolerance; 0 if only exact results count
 * @param encoded frames that went through the image encoder, those included that were looked at
 *     again only to remember them
 * @param complete whether the whole video has results
 * @param brokenBy what broke the video before its end, if anything did
 * @param unreached frames with prompts that lie behind the end of the video
 */
public record RunReport(
    long frames,
    long tracked,
    long kept,
    long encoded,
    boolean complete,
    Optional<VideoException> brokenBy,
    List<Long> unreached) {

  public RunReport {
    unreached = List.copyOf(unreached);
  }
}
