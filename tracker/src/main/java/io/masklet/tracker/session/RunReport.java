package io.masklet.tracker.session;

import io.masklet.core.frame.VideoException;
import java.util.List;
import java.util.Optional;

/**
 * How a run ended. What was computed is kept in every case.
 *
 * @param frames that have results now
 * @param tracked frames that were tracked in this run
 * @param rewalked frames that were tracked again only to remember what comes before an edit
 * @param complete whether the whole video has results
 * @param brokenBy what broke the video before its end, if anything did
 * @param unreached frames with prompts that lie behind the end of the video
 */
public record RunReport(
    long frames,
    long tracked,
    long rewalked,
    boolean complete,
    Optional<VideoException> brokenBy,
    List<Long> unreached) {

  public RunReport {
    unreached = List.copyOf(unreached);
  }
}
