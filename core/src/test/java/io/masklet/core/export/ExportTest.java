package io.masklet.core.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.masklet.core.frame.Frame;
import io.masklet.core.frame.VideoException;
import io.masklet.core.geom.Size;
import io.masklet.core.mask.Bitmap;
import io.masklet.core.mask.Calibration;
import io.masklet.core.mask.MaskLogits;
import io.masklet.core.mask.MaskObservation;
import io.masklet.core.mask.MaskSignals;
import io.masklet.core.mask.Rle;
import io.masklet.core.video.PngFolderSink;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three frames: object 1 in all, object 2 from the second on and hidden in the third. */
class ExportTest {

  private static final Size SIZE = new Size(5, 4);

  private final Path folder;

  ExportTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static void writeAll(MaskletSink sink) throws VideoException {
    try (sink) {
      write(sink, 0, List.of(seen(1, 0, 0, 2, 2)));
      write(sink, 1, List.of(seen(1, 1, 0, 2, 2), seen(2, 2, 1, 3, 3)));
      write(sink, 2, List.of(seen(1, 2, 0, 2, 2), seen(2, 0, 0, 0, 0)));
      sink.finish();
    }
  }

  private static void write(MaskletSink sink, int index, List<MaskObservation> objects)
      throws VideoException {
    try (Frame frame = Frame.allocate(index, index * 33_367L, SIZE)) {
      sink.write(frame, objects);
    }
  }

  private static MaskObservation seen(int id, int left, int top, int width, int height) {
    MaskLogits logits = MaskLogits.filled(SIZE, -5f);
    for (int y = top; y < top + height; y++) {
      for (int x = left; x < left + width; x++) {
        logits.values()[y * SIZE.widthPx() + x] = 4.25f;
      }
    }
    float score = width > 0 ? 3.5f : -2f;
    MaskSignals signals = width > 0 ? new MaskSignals(0.75f, 0.5f) : MaskSignals.UNKNOWN;
    boolean prompted = left == 0 && width > 0;
    return new MaskObservation(id, logits.toBitmap(), logits, score, 0.875f, signals, prompted);
  }

  @Test
  void csv_threeFrames_hasARowPerFrameAndObject() throws Exception {
    Path file = folder.resolve("masks.csv");
    writeAll(CsvWriter.create(file, Calibration.NONE, false));
    assertThat(file)
        .hasContent(
            """
            time_s,frame,object,x0,y0,x1,y1,area_px,centroid_x,centroid_y,object_score,predicted_iou,presence,expected_iou,stability,agreement,prompted
            0.000000,0,1,0,0,2,2,4,1.00,1.00,3.5000,0.8750,0.9707,0.8750,0.7500,0.5000,1
            0.033367,1,1,1,0,3,2,4,2.00,1.00,3.5000,0.8750,0.9707,0.8750,0.7500,0.5000,0
            0.033367,1,2,2,1,5,4,9,3.50,2.50,3.5000,0.8750,0.9707,0.8750,0.7500,0.5000,0
            0.066734,2,1,2,0,4,2,4,3.00,1.00,3.5000,0.8750,0.9707,0.8750,0.7500,0.5000,0
            0.066734,2,2,,,,,0,,,-2.0000,0.8750,0.1192,0.8750,,,0
            """);
  }

  @Test
  void davis_overlap_theLowestIdWins() throws Exception {
    Path masks = folder.resolve("masks");
    writeAll(DavisPngWriter.create(masks, false));
    assertThat(masks.toFile().list())
        .containsExactlyInAnyOrder("00000.png", "00001.png", "00002.png");
    BufferedImage second = ImageIO.read(masks.resolve("00001.png").toFile());
    assertThat(row(second, 0)).containsExactly(0, 1, 1, 0, 0);
    assertThat(row(second, 1)).containsExactly(0, 1, 1, 2, 2);
    assertThat(row(second, 3)).containsExactly(0, 0, 2, 2, 2);
    assertThat(second.getRGB(1, 0) & 0xFFFFFF).isEqualTo(0x800000);
    assertThat(second.getRGB(4, 3) & 0xFFFFFF).isEqualTo(0x008000);
  }

  private static int[] row(BufferedImage image, int y) {
    return image.getRaster().getSamples(0, y, image.getWidth(), 1, 0, (int[]) null);
  }

  @Test
  void davis_idBeyond254_isRefused() throws Exception {
    try (DavisPngWriter writer = DavisPngWriter.create(folder.resolve("masks"), false)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> write(writer, 0, List.of(seen(255, 0, 0, 1, 1))))
          .withMessageContaining("1 to 254");
    }
  }

  @Test
  void json_threeFrames_hasTheLayoutOfYouTubeVis() throws Exception {
    Path file = folder.resolve("masks.json");
    writeAll(VideoCocoJson.create(file, Map.of(2, "red \"car\""), false));
    JsonNode root = new ObjectMapper().readTree(file.toFile());
    JsonNode video = root.get("videos").get(0);
    assertThat(video.get("width").asInt()).isEqualTo(5);
    assertThat(video.get("height").asInt()).isEqualTo(4);
    assertThat(video.get("length").asInt()).isEqualTo(3);
    assertThat(video.get("timestamps_us")).hasToString("[0,33367,66734]");
    assertThat(video.get("file_names")).hasToString("[\"00000\",\"00001\",\"00002\"]");
    JsonNode second = root.get("annotations").get(1);
    assertThat(second.get("object_id").asInt()).isEqualTo(2);
    assertThat(second.get("name").asText()).isEqualTo("red \"car\"");
    assertThat(second.get("areas")).hasToString("[null,9,null]");
    assertThat(second.get("bboxes")).hasToString("[null,[2,1,3,3],null]");
    assertThat(second.get("object_scores")).hasToString("[null,3.5,-2.0]");
    assertThat(second.get("segmentations").get(0).isNull()).isTrue();
    assertThat(decoded(second.get("segmentations").get(1))).isEqualTo(seen(2, 2, 1, 3, 3).mask());
    assertThat(root.get("categories")).hasToString("[{\"id\":1,\"name\":\"object\"}]");
  }

  private static Bitmap decoded(JsonNode segmentation) {
    assertThat(segmentation.get("size")).hasToString("[4,5]");
    return new Rle(SIZE, segmentation.get("counts").asText()).decode();
  }

  @Test
  void json_twoRuns_giveTheSameBytes() throws Exception {
    writeAll(VideoCocoJson.create(folder.resolve("a.json"), Map.of(), false));
    writeAll(VideoCocoJson.create(folder.resolve("b.json"), Map.of(), false));
    assertThat(folder.resolve("a.json")).hasSameBinaryContentAs(folder.resolve("b.json"));
  }

  @Test
  void npy_logits_areLittleEndianFloatsWithANumpyHeader() throws Exception {
    Path logits = folder.resolve("logits");
    writeAll(NpyWriter.create(logits, false));
    assertThat(logits.toFile().list()).hasSize(5).contains("00001_002.npy");
    byte[] bytes = Files.readAllBytes(logits.resolve("00001_002.npy"));
    assertThat(bytes).hasSize(128 + 4 * 20);
    assertThat(new String(bytes, 1, 5, StandardCharsets.US_ASCII)).isEqualTo("NUMPY");
    assertThat(new String(bytes, 10, 118, StandardCharsets.US_ASCII))
        .startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (4, 5), }")
        .endsWith("\n");
    ByteBuffer values = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(values.getFloat(128)).isEqualTo(-5f);
    assertThat(values.getFloat(128 + 4 * 7)).isEqualTo(4.25f);
  }

  @Test
  void npy_withoutLogits_saysWhatToDo() throws Exception {
    try (NpyWriter writer = NpyWriter.create(folder.resolve("logits"), false)) {
      MaskObservation bare = new MaskObservation(1, new Bitmap(SIZE), 1f, 1f);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> write(writer, 0, List.of(bare)))
          .withMessageContaining("ask the tracker for them");
    }
  }

  @Test
  void anyWriter_localeWithItsOwnDigits_givesTheSameFiles() throws Exception {
    Path plain = Files.createDirectory(folder.resolve("plain"));
    Path arabic = Files.createDirectory(folder.resolve("arabic"));
    writeEveryKind(plain);
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat("%d".formatted(1)).isNotEqualTo("1");
      writeEveryKind(arabic);
    } finally {
      Locale.setDefault(before);
    }
    assertThat(contents(arabic)).hasSize(13).isEqualTo(contents(plain));
  }

  private static void writeEveryKind(Path folder) throws VideoException {
    writeAll(CsvWriter.create(folder.resolve("masks.csv"), Calibration.NONE, false));
    writeAll(VideoCocoJson.create(folder.resolve("masks.json"), Map.of(), false));
    writeAll(DavisPngWriter.create(folder.resolve("masks"), false));
    writeAll(NpyWriter.create(folder.resolve("logits"), false));
    writeAll(
        new OverlayVideo(
            PngFolderSink.create(folder.resolve("frames"), SIZE, false), SIZE, Map.of()));
  }

  /** Bytes of every file, by its path in the folder. */
  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(
            folder.relativize(file).toString(),
            Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
      }
    }
    return contents;
  }

  @Test
  void anyWriter_closedEarly_leavesNothing() throws Exception {
    for (MaskletSink sink :
        List.of(
            CsvWriter.create(folder.resolve("a"), Calibration.NONE, false),
            VideoCocoJson.create(folder.resolve("b"), Map.of(), false),
            NpyWriter.create(folder.resolve("c"), false),
            DavisPngWriter.create(folder.resolve("d"), false))) {
      write(sink, 0, List.of(seen(1, 0, 0, 2, 2)));
      sink.close();
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void anyWriter_existingWithoutForce_isRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("mine"), "mine");
    assertThatThrownBy(() -> CsvWriter.create(file, Calibration.NONE, false))
        .hasMessageContaining("it exists");
    assertThatThrownBy(() -> VideoCocoJson.create(file, Map.of(), false))
        .hasMessageContaining("it exists");
    assertThatThrownBy(() -> NpyWriter.create(file, true)).hasMessageContaining("it is a file");
    assertThat(file).hasContent("mine");
  }
}
