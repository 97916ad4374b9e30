package io.masklet.examples;

import io.masklet.models.build.ModelBuilder;
import io.masklet.models.registry.BuiltModel;

/** Builds the embedded model's graphs (a second, the first time) and says where they lie. */
public final class BuildModel {

  private BuildModel() {}

  public static void main(String[] args) {
    BuiltModel model = new ModelBuilder().ensureBuilt("pocket");
    System.out.println(model.name() + " sees " + model.spec().modelSidePx() + " px squares");
    model.graphs().forEach((name, path) -> System.out.println(name + "  " + path));
  }
}
