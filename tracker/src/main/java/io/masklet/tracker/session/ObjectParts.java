package io.masklet.tracker.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An object and the parts it is made of. At first that is what the tracker follows under its
 * number; swaps and merges change it.
 */
final class ObjectParts {

  private SessionObject seen;
  private final List<Part> parts = new ArrayList<>();

  ObjectParts(SessionObject seen) {
    this.seen = seen;
    parts.add(new Part(seen.id(), 0, Long.MAX_VALUE));
  }

  /** The object as people see it. */
  SessionObject seen() {
    return seen;
  }

  void rename(String name) {
    seen = new SessionObject(seen.id(), name, seen.rgb());
  }

  void recolour(int rgb) {
    seen = new SessionObject(seen.id(), seen.name(), rgb);
  }

  List<Part> parts() {
    return List.copyOf(parts);
  }

  /** The part that a prompt on a frame goes to. */
  Optional<Part> at(long frame) {
    return parts.stream().filter(each -> each.has(frame)).findFirst();
  }

  /** Takes over all parts of another. */
  void absorb(ObjectParts other) {
    parts.addAll(other.parts);
  }

  /** Exchanges parts with another from a frame on. */
  void swap(ObjectParts other, long frame) {
    List<Part> mine = parts();
    List<Part> theirs = other.parts();
    join(mine, theirs, frame);
    other.join(theirs, mine, frame);
  }

  private void join(List<Part> before, List<Part> since, long frame) {
    parts.clear();
    before.stream().map(p -> p.before(frame)).filter(p -> !p.isEmpty()).forEach(parts::add);
    since.stream().map(p -> p.since(frame)).filter(p -> !p.isEmpty()).forEach(parts::add);
    parts.sort(Comparator.comparing(Part::from));
  }
}
