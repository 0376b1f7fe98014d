package org.espalier.spec;

import java.util.Locale;

/** How constants of our enumerations are written for people and in JSON. */
final class Names {

    private Names() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
