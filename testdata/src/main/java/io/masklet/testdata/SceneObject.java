package io.masklet.testdata;

/**
 * One object of a scene.
 *
 * @param id from 1, as it appears in truth pictures
 * @param name for people
 */
public record SceneObject(int id, String name) {}
