package org.espalier.cli.verify;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import org.espalier.simulator.Mistake;
import org.espalier.simulator.Schedule;
import org.espalier.simulator.ScheduleText;

/** The smallest known schedule of each known mistake, as {@code espalier bench mutants --keep} writes them. */
final class KeptSchedules {

    private KeptSchedules() {}

    static Schedule of(Mistake mistake) {
        try (InputStream in = KeptSchedules.class.getResourceAsStream("mistakes/" + mistake.file())) {
            if (in == null) {
                throw new IllegalStateException(
                        "no schedule " + mistake.file() + " is kept: ./espalier bench mutants --keep");
            }
            return ScheduleText.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
