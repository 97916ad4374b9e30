package io.masklet.testdata.render;

/** Something that has a shape at every moment. Immutable; asked from several threads at once. */
public interface Actor {

  /** The shape at a time, seconds from the start of the clip. */
  Body pose(double seconds);

  /** What the shape is covered with. */
  Coat coat();
}
