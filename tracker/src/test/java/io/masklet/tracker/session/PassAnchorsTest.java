package io.masklet.tracker.session;

import static io.masklet.tracker.session.PassAnchors.AHEAD_FRAMES;
import static org.assertj.core.api.Assertions.assertThat;

import io.masklet.tracker.memory.Direction;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a pass sees of its prompts, and which other passes it can go on with. */
class PassAnchorsTest {

  private static final long NEAR = 10;
  private static final long FAR = NEAR + AHEAD_FRAMES + 30;

  /** Where a name is negative the object is not there. */
  private static PassAnchors anchors(Direction direction, long... framesAndNames) {
    NavigableMap<Long, Long> names = new TreeMap<>();
    NavigableMap<Long, Long> showing = new TreeMap<>();
    for (int i = 0; i < framesAndNames.length; i += 2) {
      names.put(framesAndNames[i], framesAndNames[i + 1]);
      if (framesAndNames[i + 1] > 0) {
        showing.put(framesAndNames[i], framesAndNames[i + 1]);
      }
    }
    return new PassAnchors(direction, names, showing);
  }

  @Test
  void seenFrom_isAllBefore_andWhatIsNearAhead_butNotTheFramesOwn() {
    PassAnchors onward = anchors(Direction.FORWARD, 0, 1, NEAR, 2, FAR, 3);

    assertThat(onward.seenFrom(0)).containsExactly(NEAR);
    assertThat(onward.seenFrom(NEAR)).containsExactly(0L);
    assertThat(onward.seenFrom(NEAR + 1)).containsExactly(0L, NEAR);
    assertThat(onward.seenFrom(FAR - AHEAD_FRAMES - 1)).containsExactly(0L, NEAR);
    assertThat(onward.seenFrom(FAR - AHEAD_FRAMES)).containsExactly(0L, NEAR, FAR);
    assertThat(onward.seenFrom(FAR + 1)).containsExactly(0L, NEAR, FAR);
  }

  @Test
  void seenFrom_backward_isTheSameTheOtherWay() {
    PassAnchors back = anchors(Direction.BACKWARD, 0, 1, NEAR, 2, FAR, 3);

    assertThat(back.seenFrom(FAR)).isEmpty();
    assertThat(back.seenFrom(NEAR + AHEAD_FRAMES + 1)).containsExactly(FAR);
    assertThat(back.seenFrom(NEAR + AHEAD_FRAMES)).containsExactly(NEAR, FAR);
    assertThat(back.seenFrom(NEAR)).containsExactly(0L, FAR);
  }

  @Test
  void notHere_isSeenFromBehindOnly() {
    PassAnchors gone = anchors(Direction.FORWARD, 0, 1, NEAR, -2);
    PassAnchors there = anchors(Direction.FORWARD, 0, 1);

    assertThat(gone.seenFrom(NEAR - 1)).containsExactly(0L);
    assertThat(gone.seenFrom(NEAR + 1)).containsExactly(0L, NEAR);
    assertThat(gone.looksAheadAs(there, NEAR - 1)).isTrue();
    assertThat(gone.looksAheadAs(there, NEAR)).isFalse();
  }

  @Test
  void looksAheadAs_onlyWhereWhatIsNearIsTheSame() {
    PassAnchors one = anchors(Direction.FORWARD, 0, 1, FAR, 3);
    PassAnchors changed = anchors(Direction.FORWARD, 0, 1, FAR, 4);

    assertThat(one.looksAheadAs(changed, FAR - AHEAD_FRAMES - 1)).isTrue();
    assertThat(one.looksAheadAs(changed, FAR - AHEAD_FRAMES)).isFalse();
    assertThat(one.looksAheadAs(changed, FAR)).isFalse();
    assertThat(one.looksAheadAs(changed, FAR + 1)).isTrue();
  }

  @Test
  void knowsAllOf_isAboutWhatLiesBehind() {
    PassAnchors fewer = anchors(Direction.FORWARD, 0, 1);
    PassAnchors more = anchors(Direction.FORWARD, 0, 1, NEAR, 2);

    assertThat(more.knowsAllOf(fewer, NEAR + 1)).isTrue();
    assertThat(fewer.knowsAllOf(more, NEAR)).isTrue();
    assertThat(fewer.knowsAllOf(more, NEAR + 1)).isFalse();
  }
}
