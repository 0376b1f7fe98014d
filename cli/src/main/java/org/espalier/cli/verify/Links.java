package org.espalier.cli.verify;

import java.nio.file.Path;
import java.util.Optional;

import org.espalier.workbench.report.Markup;

/** Links from the page into the checkout: relative, so that both may move together. */
final class Links {

    private final Definitions definitions;
    private final Path at;

    Links(Definitions definitions, Path at) {
        this.definitions = definitions;
        this.at = at.toAbsolutePath().normalize();
    }

    /** Where something is, as seen from the page. */
    String toHere(Path file) {
        Path there = file.toAbsolutePath().normalize();
        return at.getRoot() != null && at.getRoot().equals(there.getRoot())
                ? at.relativize(there).toString().replace('\\', '/')
                : there.toUri().toString();
    }

    /** A link to a file of the specifications, given relative to their folder. */
    void spec(Markup html, String file, String text) {
        html.element("a", text, "href", toHere(definitions.folder().resolve(file)));
    }

    /** A property's name, as a link to the module that defines it; plain where none does. */
    void definition(Markup html, String name, String preferredModule) {
        Optional<String> module = definitions.of(name, preferredModule);
        if (module.isEmpty()) {
            html.text(name);
        } else {
            html.open("a", "href", toHere(definitions.folder().resolve(module.get() + ".tla")), "title",
                    "defined in " + module.get() + ".tla").element("code", name).close();
        }
    }
}
