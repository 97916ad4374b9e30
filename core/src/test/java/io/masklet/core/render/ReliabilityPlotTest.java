package io.masklet.core.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.masklet.core.eval.Reliability;
import io.masklet.core.render.ReliabilityPlot.Curve;
import io.masklet.core.render.ReliabilityPlot.Panel;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class ReliabilityPlotTest {

  @Test
  void dots_standWhereSaidAndCameAre() throws Exception {
    Reliability reliability = new Reliability(new double[] {0.25, 0.75}, new double[] {0, 1});
    Panel panel =
        new Panel("a < b", "said", "came", List.of(new Curve("raw", 0xFF0000, reliability)));
    Document svg = parse(new ReliabilityPlot(List.of(panel, panel)).toSvg());
    assertThat(svg.getDocumentElement().getTextContent())
        .contains("a < b", "raw: calibration error 0.250, 2 masks");
    var dots = svg.getElementsByTagName("circle");
    assertThat(dots.getLength()).isEqualTo(2 * 3); // two bins and the legend, twice
    Element low = (Element) dots.item(0);
    Element high = (Element) dots.item(1);
    assertThat(number(high, "cx") - number(low, "cx")).isEqualTo(150);
    assertThat(number(low, "cy") - number(high, "cy")).isEqualTo(300);
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  private static Document parse(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }
}
