package org.espalier.cli.verify;

import java.util.Arrays;

import org.espalier.workbench.report.Markup;

/**
 * Writes a table. A column whose name begins with # holds numbers. Each cell knows its column's name, so that a narrow
 * screen can show the rows of a wide table as cards.
 */
final class Table {

    /** More columns of prose than this do not fit every screen. */
    private static final int NARROW = 2;

    private final Markup html;
    private final String[] columns;
    private int column;

    Table(Markup html, String... columns) {
        this.html = html;
        this.columns = columns.clone();
        long prose = Arrays.stream(columns).filter(c -> !c.startsWith("#")).count();
        html.open("table", "class", prose > NARROW ? "cards" : "narrow").open("thead").open("tr");
        for (int i = 0; i < columns.length; i++) {
            boolean number = columns[i].startsWith("#");
            this.columns[i] = number ? columns[i].substring(1) : columns[i];
            html.element("th", this.columns[i], "scope", "col", "class", number ? "number" : "words");
        }
        html.close().close().line().open("tbody").line();
    }

    Table row() {
        column = 0;
        html.open("tr");
        return this;
    }

    /** The cell that names the row. */
    Table head(Runnable content) {
        html.open("th", "scope", "row");
        content.run();
        html.close();
        column++;
        return this;
    }

    Table cell(Runnable content) {
        html.open("td", "data-label", columns[column]);
        content.run();
        html.close();
        column++;
        return this;
    }

    Table text(String text) {
        return cell(() -> html.text(text));
    }

    Table number(String text) {
        html.element("td", text, "class", "number", "data-label", columns[column]);
        column++;
        return this;
    }

    /** A count that a checker may not have given. */
    Table count(long value) {
        return number(value < 0 ? "" : String.format(java.util.Locale.ROOT, "%,d", value));
    }

    void end() {
        html.close().line();
    }

    void close() {
        html.close().close().line();
    }
}
