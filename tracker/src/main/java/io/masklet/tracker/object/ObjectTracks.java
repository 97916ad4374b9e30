package io.masklet.tracker.object;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/** The objects of one tracker, in the order of their ids. */
public final class ObjectTracks {

  private final TreeMap<ObjectId, ObjectTrack> tracks = new TreeMap<>();
  private int lastId;

  /** Makes room for one more object. Ids are never given again. */
  public ObjectId add() {
    ObjectId id = new ObjectId(++lastId);
    tracks.put(id, new ObjectTrack(id));
    return id;
  }

  /**
   * @throws IllegalArgumentException if there is no such object; the message names those there are
   */
  public ObjectTrack get(ObjectId id) {
    ObjectTrack track = tracks.get(id);
    if (track == null) {
      throw new IllegalArgumentException("no object " + id + "; known are " + tracks.keySet());
    }
    return track;
  }

  /**
   * Forgets an object.
   *
   * @throws IllegalArgumentException if there is no such object
   */
  public void remove(ObjectId id) {
    get(id);
    tracks.remove(id);
  }

  /** Forgets all objects. */
  public void clear() {
    tracks.clear();
  }

  /** A live view. */
  public Collection<ObjectTrack> all() {
    return Collections.unmodifiableCollection(tracks.values());
  }

  /** What became of the objects in a frame; those nothing became of are missing. */
  public List<TrackedObject> in(long frame) {
    return tracks.values().stream()
        .map(track -> TrackedObject.of(track, frame))
        .filter(Objects::nonNull)
        .toList();
  }
}
