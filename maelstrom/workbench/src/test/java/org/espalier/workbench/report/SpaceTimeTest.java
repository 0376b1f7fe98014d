package org.espalier.workbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

import javax.xml.parsers.DocumentBuilderFactory;

import org.espalier.workbench.report.Excerpt.Wish;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class SpaceTimeTest {

    private static final Recording RUN = SampleRun.recording();
    private static final Excerpt EXCERPT = Excerpt.choose(RUN, Wish.CUT, Excerpt.MAX_MESSAGES);

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static List<Element> withClass(Document svg, String element, String name) {
        NodeList all = svg.getElementsByTagName(element);
        List<Element> found = new ArrayList<>();
        for (int i = 0; i < all.getLength(); i++) {
            Element e = (Element) all.item(i);
            if (List.of(e.getAttribute("class").split(" ")).contains(name)) {
                found.add(e);
            }
        }
        return found;
    }

    @Test
    void everyMessage_isOneArrow_andEveryLostOneHasACross() throws Exception {
        Document svg = parsed(SpaceTime.svg(RUN, EXCERPT, "x"));
        long lost = EXCERPT.transits().stream().filter(t -> !t.delivered()).count();

        assertThat(withClass(svg, "g", "m")).hasSameSizeAs(EXCERPT.transits());
        assertThat(withClass(svg, "g", "lost")).hasSize((int) lost);
        assertThat(withClass(svg, "path", "cross")).hasSize((int) lost);
        assertThat(withClass(svg, "path", "head")).hasSize(EXCERPT.transits().size() - (int) lost);
        assertThat(lost).isPositive();
    }

    @Test
    void duplicates_areMarked() throws Exception {
        Document svg = parsed(SpaceTime.svg(RUN, EXCERPT, "x"));

        assertThat(withClass(svg, "g", "copy"))
                .hasSize((int) EXCERPT.transits().stream().filter(Transit::copy).count()).isNotEmpty();
    }

    @Test
    void followedMulticast_hasADotWhereItBeganAndOneAtEachFirstReceipt() throws Exception {
        Document svg = parsed(SpaceTime.svg(RUN, EXCERPT, "x"));

        assertThat(withClass(svg, "circle", "origin")).hasSize(1);
        assertThat(withClass(svg, "circle", "receipt")).hasSize(4);
        assertThat(withClass(svg, "g", "first")).hasSize(4);
    }

    @Test
    void cut_isShadedAndSaysWhoIsCutOff() throws Exception {
        Document svg = parsed(SpaceTime.svg(RUN, EXCERPT, "x"));

        assertThat(withClass(svg, "rect", "cut")).hasSize(1);
        assertThat(withClass(svg, "text", "label")).first().extracting(Element::getTextContent).asString()
                .contains("n1 n3 | n0 n2 n4");
    }

    @Test
    void file_needsNothingElse() throws Exception {
        String file = SpaceTime.file(RUN, EXCERPT);

        assertThat(parsed(file).getDocumentElement().getNamespaceURI()).isNull(); // the parser is not namespace aware
        assertThat(file).startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\"")
                .contains("<style>", "prefers-color-scheme")
                .doesNotContain("href", "@import", "<script");
    }

    @Test
    void nodeThatDidNotRun_hasABarOnItsLine_withinTheExcerptOnly() throws Exception {
        long middle = (EXCERPT.from() + EXCERPT.to()) / 2;
        Recording struck = new Recording(RUN.nodes(), RUN.transits(), RUN.faults(),
                List.of(new Recording.Outage(2, "killed", middle, RUN.end()),
                        new Recording.Outage(3, "paused", 0, EXCERPT.from() - 1)),
                RUN.requests(), RUN.end());
        Document svg = parsed(SpaceTime.svg(struck, EXCERPT, "x"));

        assertThat(withClass(svg, "g", "outage")).singleElement().satisfies(bar -> {
            assertThat(bar.getAttribute("class")).isEqualTo("outage killed");
            assertThat(bar.getElementsByTagName("title").item(0).getTextContent()).startsWith("n2 killed from");
        });
    }

    @Test
    void namesAndStories_areEscaped() {
        Recording hostile = new Recording(List.of("<n0>", "n1", "n2", "n3", "n4"), RUN.transits(),
                List.of(new Recording.Fault(SampleRun.CUT, SampleRun.HEAL, "a & b <script>")), RUN.requests(),
                RUN.end());

        String svg = SpaceTime.svg(hostile, Excerpt.choose(hostile, Wish.CUT, 100), "x");

        assertThat(svg).doesNotContain("<n0>", "<script>").contains("&lt;n0&gt;", "a &amp; b &lt;script&gt;");
    }
}
