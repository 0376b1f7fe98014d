package org.espalier.cli.verify;

import org.espalier.workbench.report.Markup;

/** Writes a table; each cell knows its column's name, so that a narrow screen can show rows as cards. */
final class Table {

    private final Markup html;
    private final String[] columns;
    private int column;

    Table(Markup html, String... columns) {
        this.html = html;
        this.columns = columns.clone();
        html.open("table").open("thead").open("tr");
        for (String name : this.columns) {
            html.element("th", name, "scope", "col");
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
