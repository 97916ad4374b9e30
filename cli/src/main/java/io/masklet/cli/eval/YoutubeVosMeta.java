package io.masklet.cli.eval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.masklet.core.eval.EvaluationException;
import io.masklet.core.eval.ObjectScore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * {@code meta.json} of YouTube-VOS: of every object its kind and the frames it is annotated in.
 *
 * @param frames by sequence and object
 * @param kinds by sequence and object, such as {@code penguin}
 */
record YoutubeVosMeta(
    Map<String, Map<Integer, List<String>>> frames, Map<String, Map<Integer, String>> kinds) {

  /**
   * Reads the file.
   *
   * @throws EvaluationException if it cannot be read or has another form
   */
  static YoutubeVosMeta read(Path file) throws EvaluationException {
    Map<String, Map<Integer, List<String>>> frames = new TreeMap<>();
    Map<String, Map<Integer, String>> kinds = new TreeMap<>();
    JsonNode videos = parse(file).path("videos");
    if (!videos.isObject() || videos.isEmpty()) {
      throw problem(file, "there is no object \"videos\" with anything in it");
    }
    for (Map.Entry<String, JsonNode> video : videos.properties()) {
      for (Map.Entry<String, JsonNode> object : video.getValue().path("objects").properties()) {
        int id = id(file, object.getKey());
        frames
            .computeIfAbsent(video.getKey(), name -> new TreeMap<>())
            .put(id, listed(file, video.getKey(), object.getValue().path("frames")));
        kinds
            .computeIfAbsent(video.getKey(), name -> new TreeMap<>())
            .put(id, object.getValue().path("category").asText());
      }
    }
    return new YoutubeVosMeta(frames, kinds);
  }

  private static JsonNode parse(Path file) throws EvaluationException {
    try {
      return new JsonMapper().readTree(file.toFile());
    } catch (IOException e) {
      EvaluationException problem = problem(file, "it cannot be read: " + e.getMessage());
      problem.initCause(e);
      throw problem;
    }
  }

  private static int id(Path file, String key) throws EvaluationException {
    if (!key.matches("\\d{1,3}")) {
      throw problem(file, "an object is called '" + key + "', which is no number");
    }
    return Integer.parseInt(key);
  }

  private static List<String> listed(Path file, String video, JsonNode names)
      throws EvaluationException {
    if (!names.isArray() || names.isEmpty()) {
      throw problem(file, "an object of '" + video + "' lists no frames");
    }
    List<String> frames = new ArrayList<>();
    names.forEach(name -> frames.add(name.asText()));
    return frames;
  }

  /** All kinds that occur. */
  Set<String> allKinds() {
    return kinds.values().stream()
        .flatMap(objects -> objects.values().stream())
        .collect(Collectors.toSet());
  }

  String kindOf(ObjectScore object) {
    return kinds.getOrDefault(object.sequence(), Map.of()).getOrDefault(object.objectId(), "");
  }

  private static EvaluationException problem(Path file, String found) {
    return new EvaluationException(
        "Reading %s: expected the meta.json of YouTube-VOS, {\"videos\": {ID: {\"objects\": {\"1\": {\"category\": ..., \"frames\": [...]}}}}}, but %s."
            .formatted(file, found));
  }
}
