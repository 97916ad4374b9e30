package io.masklet.cli.review;

import io.masklet.core.render.Timeline;
import io.masklet.core.render.Timeline.Call;
import io.masklet.core.render.Timeline.Mark;
import io.masklet.core.render.Timeline.Strip;
import io.masklet.core.review.Judged;
import io.masklet.core.review.Place;
import io.masklet.core.review.Sighting;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** The picture of a review: every object over time, with the places of the list. */
final class ReviewTimeline {

  private ReviewTimeline() {}

  /**
   * @param judged one an object, in the order of the objects
   * @param places those that are listed, in order
   */
  static Timeline of(
      String title, List<ReviewedObject> objects, List<List<Judged>> judged, List<Place> places) {
    List<Strip> strips = new ArrayList<>();
    for (int i = 0; i < objects.size(); i++) {
      ReviewedObject object = objects.get(i);
      List<Mark> marks = judged.get(i).stream().map(ReviewTimeline::mark).toList();
      int id = object.sightings().get(0).objectId();
      strips.add(new Strip(object.name(), object.rgb(), marks, calls(id, places)));
    }
    long first = frames(judged).min().orElseThrow();
    long last = frames(judged).max().orElseThrow();
    return new Timeline(title, first, last, strips);
  }

  private static LongStream frames(List<List<Judged>> objects) {
    return objects.stream().flatMap(List::stream).mapToLong(Judged::frame);
  }

  private static Mark mark(Judged judged) {
    Sighting sighting = judged.sighting();
    return new Mark(sighting.frame(), sighting.present(), judged.needsYou(), sighting.prompted());
  }

  private static List<Call> calls(int objectId, List<Place> places) {
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      Judged judged = places.get(i).judged();
      if (judged.sighting().objectId() == objectId) {
        calls.add(new Call(judged.frame(), i + 1));
      }
    }
    return calls;
  }
}
