package org.espalier.workbench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MarkupTest {

    @Test
    void textAndAttributes_areEscaped() {
        String html = new Markup().element("p", "a < b & \"c\" > 'd'", "title", "\"><script>").toString();

        assertThat(html).isEqualTo(
                "<p title=\"&quot;&gt;&lt;script&gt;\">a &lt; b &amp; &quot;c&quot; &gt; &#39;d&#39;</p>");
    }

    @Test
    void charactersThatXmlForbids_areReplaced() {
        assertThat(Markup.escape("a\u0000b\u001bc\ud800d\ufffee\n\tf")).isEqualTo("a\ufffdb\ufffdc\ufffdd\ufffde\n\tf");
        assertThat(Markup.escape("a whole pair: \ud83c\udf33")).isEqualTo("a whole pair: \ud83c\udf33");
    }

    @Test
    void openElement_isADefect() {
        Markup markup = new Markup().open("p").text("x");

        assertThatThrownBy(markup::toString).isInstanceOf(IllegalStateException.class).hasMessageContaining("<p>");
    }

    @Test
    void attributeWithoutValue_isADefect() {
        assertThatThrownBy(() -> new Markup().open("p", "class")).isInstanceOf(IllegalArgumentException.class);
    }
}
