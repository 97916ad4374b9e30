package io.masklet.core.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.masklet.core.eval.Reliability;
import io.masklet.core.eval.SearchCurve;
import io.masklet.core.render.SharePlot.Curve;
import io.masklet.core.render.SharePlot.Panel;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class SharePlotTest {

  @Test
  void dots_standWhereSaidAndCameAre() throws Exception {
    Reliability reliability = new Reliability(new double[] {0.25, 0.75}, new double[] {0, 1});
    Panel panel =
        new Panel("a < b", "said", "came", List.of(Curve.of("raw", 0xFF0000, reliability)));
    Document svg = parse(new SharePlot(List.of(panel, panel)).toSvg());
    assertThat(svg.getDocumentElement().getTextContent())
        .contains("a < b", "raw: calibration error 0.250, 2 masks");
    var dots = svg.getElementsByTagName("circle");
    assertThat(dots.getLength()).isEqualTo(2 * 3); // two bins and the legend, twice
    Element low = (Element) dots.item(0);
    Element high = (Element) dots.item(1);
    assertThat(number(high, "cx") - number(low, "cx")).isEqualTo(150);
    assertThat(number(low, "cy") - number(high, "cy")).isEqualTo(300);
  }

  @Test
  void searchCurve_climbsToAllBadMasks() throws Exception {
    SearchCurve search =
        new SearchCurve(new double[] {4, 3, 2, 1}, new boolean[] {true, false, false, false});
    Panel panel = new Panel("Search", "looked at", "found", List.of(Curve.of("score", 0, search)));
    Document svg = parse(new SharePlot(List.of(panel)).toSvg());
    assertThat(svg.getDocumentElement().getTextContent()).contains("score: AUC 1.000, 1 bad masks");
    var dots = svg.getElementsByTagName("circle");
    assertThat(dots.getLength()).isEqualTo(21 + 1);
    Element none = (Element) dots.item(0);
    Element quarter = (Element) dots.item(5); // the bad one is the first of four
    Element all = (Element) dots.item(20);
    assertThat(number(none, "cy") - number(quarter, "cy")).isEqualTo(300);
    assertThat(number(all, "cy")).isEqualTo(number(quarter, "cy"));
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
