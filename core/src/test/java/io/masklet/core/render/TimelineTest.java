package io.masklet.core.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.masklet.core.render.Timeline.Call;
import io.masklet.core.render.Timeline.Mark;
import io.masklet.core.render.Timeline.Strip;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class TimelineTest {

  @Test
  void strip_showsWhereItIsFound_howMuchItNeedsYou_andPrompts() throws Exception {
    List<Mark> marks = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      marks.add(new Mark(i, i < 5, i == 4 ? 1 : 0, i == 0));
    }
    Document svg =
        parse(
            new Timeline(
                "a < b",
                0,
                9,
                List.of(new Strip("cat & co", 0x56B4E9, marks, List.of(new Call(4, 7))))));
    assertThat(filled(svg, "#56B4E9")).hasSize(3); // the prompt, good, bad
    List<Element> red = filled(svg, "#D00000");
    assertThat(red).hasSize(1);
    assertThat(Double.parseDouble(red.get(0).getAttribute("x"))).isEqualTo(110 + 830 * 0.4);
    assertThat(Double.parseDouble(red.get(0).getAttribute("width"))).isEqualTo(83);
    assertThat(svg.getDocumentElement().getTextContent()).contains("a < b", "cat & co", "7");
  }

  @Test
  void longVideo_aColumnIsAsBadAsItsWorstFrame_andThePictureStaysSmall() throws Exception {
    List<Mark> marks = new ArrayList<>();
    for (int i = 0; i < 200_000; i++) {
      marks.add(new Mark(i, true, i == 123_456 ? 0.9 : 0, false));
    }
    Timeline timeline =
        new Timeline("long", 0, 199_999, List.of(new Strip("cat", 1, marks, List.of())));
    assertThat(filled(parse(timeline), "#D00000")).hasSize(1);
    assertThat(timeline.toSvg().length()).isLessThan(10_000);
  }

  private static Document parse(Timeline timeline) throws Exception {
    byte[] bytes = timeline.toSvg().getBytes(StandardCharsets.UTF_8);
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(bytes));
  }

  private static List<Element> filled(Document svg, String colour) {
    NodeList rectangles = svg.getElementsByTagName("rect");
    List<Element> found = new ArrayList<>();
    for (int i = 0; i < rectangles.getLength(); i++) {
      Element rectangle = (Element) rectangles.item(i);
      if (rectangle.getAttribute("fill").equals(colour)) {
        found.add(rectangle);
      }
    }
    return found;
  }
}
