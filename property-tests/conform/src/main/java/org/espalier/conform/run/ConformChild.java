package org.espalier.conform.run;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.espalier.conform.Outcome;
import org.espalier.spec.Manifest;
import org.espalier.spec.Model;

import tools.jackson.databind.json.JsonMapper;

/**
 * The main class of the JVM in which one model is compared. It says on standard output how far it is, one number a line,
 * and in the last line the outcome as JSON; and ends when standard input does, so that it never outlives its parent.
 */
public final class ConformChild {

    private ConformChild() {}

    /** The folder of the specifications and the name of a model. */
    public static void main(String[] args) throws Exception {
        Thread watch = new Thread(ConformChild::awaitParentsEnd, "parent-watch");
        watch.setDaemon(true);
        watch.start();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err); // TLC's own words
        Path folder = Path.of(args[0]);
        Model model = Manifest.read(folder).find(args[1]).orElseThrow();
        Outcome outcome = Worlds.compare(folder, model, out::println);
        out.println(JsonMapper.shared().writeValueAsString(outcome));
    }

    private static void awaitParentsEnd() {
        try {
            while (System.in.read() >= 0) {
                // nothing is ever sent
            }
        } catch (IOException e) {
            // the same as its end
        }
        Runtime.getRuntime().halt(255);
    }
}
