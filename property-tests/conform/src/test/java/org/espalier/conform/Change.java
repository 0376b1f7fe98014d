package org.espalier.conform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of a class that ships, and what to put in its place.
 *
 * @param why what would be wrong with the class
 * @param file its source, from the root of the sources
 * @param model a model in which it shows
 * @param before the line, without indentation
 * @param after what takes its place
 * @param mutant the named mutant of the simulator that it makes of every run; empty when it is none
 * @param at which of the lines that read like this, from 1; 0: there is one
 */
record Change(String why, Path file, String model, String before, String after, String mutant,
        int at) {

    /** Reads a file of changes: blocks of lines, an empty line between two. */
    static List<Change> read(Path file) throws IOException {
        List<Change> all = new ArrayList<>();
        for (String block : Files.readString(file).strip().split("\n\\s*\n")) {
            String why = "";
            String source = "";
            String model = "";
            String before = "";
            String after = "";
            String mutant = "";
            int at = 0;
            for (String line : block.lines().toList()) {
                String rest = line.substring(line.indexOf(' ') + 1).strip();
                switch (line.substring(0, line.indexOf(' '))) {
                    case "#" -> why = rest;
                    case "file:" -> source = rest;
                    case "model:" -> model = rest;
                    case "mutant:" -> mutant = rest;
                    case "at:" -> at = Integer.parseInt(rest);
                    case "-" -> before = rest;
                    case "+" -> after = rest;
                    default -> throw new IllegalArgumentException(file + ": " + line);
                }
            }
            all.add(new Change(why, Path.of(source), model, before, after, mutant, at));
        }
        return all;
    }

    /** The source with the change in it. */
    String apply(String source) {
        String[] lines = source.split("\n", -1);
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].strip().equals(before)) {
                found.add(i);
            }
        }
        if (at == 0 ? found.size() != 1 : found.size() < at) {
            throw new IllegalArgumentException(file + " has " + found.size() + " lines that read: " + before);
        }
        lines[found.get(Math.max(0, at - 1))] = after;
        return String.join("\n", lines);
    }

    @Override
    public String toString() {
        return file.getFileName() + ": " + why;
    }
}
