package io.masklet.testdata.actor;

import io.masklet.testdata.render.Actor;
import io.masklet.testdata.render.Body;
import io.masklet.testdata.render.Coat;

/** Something that stands where it is. */
record Scenery(Body body, Coat coat) implements Actor {

  @Override
  public Body pose(double seconds) {
    return body;
  }
}
