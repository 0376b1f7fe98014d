package org.espalier.spec;

import java.util.List;

/** The manifest cannot be used; one line per mistake says where and what. */
public final class ManifestException extends Exception {

    private static final long serialVersionUID = 1L;

    private final List<String> mistakes;

    public ManifestException(List<String> mistakes) {
        super(String.join(System.lineSeparator(), mistakes));
        this.mistakes = List.copyOf(mistakes);
    }

    /** One line per mistake. */
    public List<String> mistakes() {
        return mistakes;
    }
}
