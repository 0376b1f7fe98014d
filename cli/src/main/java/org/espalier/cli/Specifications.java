package org.espalier.cli;

import java.nio.file.Path;

import org.espalier.spec.Manifest;
import org.espalier.spec.ManifestException;
import org.jspecify.annotations.Nullable;

/** The manifest of the specifications, for commands. */
final class Specifications {

    private Specifications() {}

    /**
     * The manifest in a folder; in that of the checkout when none is given.
     *
     * @throws BadInput with every mistake in it
     */
    static Manifest in(@Nullable Path folder) {
        Path where = folder != null ? folder : Path.of(System.getProperty("espalier.home", "."), "spec");
        try {
            return Manifest.read(where);
        } catch (ManifestException e) {
            throw new BadInput(String.join(System.lineSeparator(), e.mistakes()));
        }
    }
}
