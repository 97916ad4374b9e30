package io.masklet.core.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.masklet.core.geom.Size;
import io.masklet.core.mask.Bitmap;
import io.masklet.core.render.CurvePlot.Curve;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class PlotsTest {

  @Test
  void curves_areWellFormed_andGoFromTopToBottom() throws Exception {
    CurvePlot plot =
        new CurvePlot(
            "a < b & c",
            "J",
            List.of(
                new Curve("one", 1, List.of(1.0, 0.5, 0.0)), new Curve("two", 2, List.of(0.25))));
    Document svg =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(plot.toSvg().getBytes(StandardCharsets.UTF_8)));
    assertThat(svg.getDocumentElement().getTextContent()).contains("a < b & c", "one", "two");
    assertThat(svg.getElementsByTagName("polyline").getLength()).isEqualTo(2);
    Element first = (Element) svg.getElementsByTagName("polyline").item(0);
    assertThat(first.getAttribute("points")).isEqualTo("56.0,40.0 433.0,168.0 810.0,296.0");
  }

  @Test
  void sheet_tilesStandInRows_withMaskTruthAndCaption() throws Exception {
    Size size = new Size(860, 100); // twice the width of a tile
    Bitmap found = new Bitmap(size);
    Bitmap truth = new Bitmap(size);
    for (int y = 20; y < 80; y++) {
      found.setRun(y, 500, 700);
      truth.setRun(y, 400, 600);
    }
    ContactSheet sheet = new ContactSheet(2);
    for (int i = 0; i < 3; i++) {
      sheet.add(ByteBuffer.allocateDirect(3 * size.pixelCount()), found, truth, 1, "frame " + i);
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    sheet.writePng(png);
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png.toByteArray()));
    assertThat(picture.getWidth()).isEqualTo(2 * 430 + 6);
    assertThat(picture.getHeight()).isEqualTo(2 * 50 + 6);
    assertThat(picture.getRGB(330, 30) & 0xff).as("tint is blue").isGreaterThan(60);
    assertThat(picture.getRGB(230, 30) & 0xffffff).as("inside the truth only").isZero();
    assertThat(picture.getRGB(200, 30) & 0xffffff).as("outline of the truth").isEqualTo(0xffffff);
    assertThat(picture.getRGB(860, 90) & 0xffffff).as("no fourth tile").isZero();
  }

  @Test
  void sheet_withoutTiles_isRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new ContactSheet(3).writePng(new ByteArrayOutputStream()));
  }
}
