package org.espalier.checkers.history;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/** Reads histories of one JSON object a line. */
final class JsonLines {

    private JsonLines() {}

    static void read(String file, Reader from, Consumer<? super Op> sink) throws IOException {
        BufferedReader in = new BufferedReader(from, 1 << 16);
        long number = 0;
        long position = 0;
        String line;
        while ((line = in.readLine()) != null) {
            number++;
            if (!line.isBlank()) {
                sink.accept(readOp(file, number, position++, line));
            }
        }
    }

    private static Op readOp(String file, long number, long position, String line) throws MalformedHistory {
        try (JsonParser in = Json.FACTORY.createParser(ObjectReadContext.empty(), line)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedHistory(file, number, "not an operation: a JSON object is expected on each line");
            }
            OpFields fields = new OpFields();
            @Nullable
            String name = in.nextName();
            while (name != null) {
                in.nextToken();
                fields.set(name, Json.read(in));
                name = in.nextName();
            }
            if (in.nextToken() != null) {
                throw new MalformedHistory(file, number, "more than one value on the line");
            }
            return fields.build(position);
        } catch (UnexpectedEndOfInputException e) {
            throw new MalformedHistory(file, number,
                    "the JSON breaks off in the middle of an operation; delete this line to judge what comes before it");
        } catch (JacksonException e) {
            throw new MalformedHistory(file, number,
                    "not JSON at column " + (e.getLocation() == null ? 1 : e.getLocation().getColumnNr()) + ": "
                            + oneLine(e.getOriginalMessage()));
        } catch (IllegalArgumentException e) {
            throw new MalformedHistory(file, number, String.valueOf(e.getMessage()));
        }
    }

    static String oneLine(@Nullable String message) {
        return message == null ? "" : message.lines().findFirst().orElse("");
    }
}
