package org.espalier.checkers.stream;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.espalier.checkers.history.MalformedHistory;
import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/** Reads a delivery log, an event at a time. */
final class EventReader implements Closeable {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final String EVENTS = "multicast, deliver, view, join, crash or end";

    private final Path file;
    /** Whose log it is, or null if every line says. */
    private final @Nullable String owner;
    private final InputStream bytes;
    private final JsonParser in;
    private long line;

    EventReader(Path file, @Nullable String owner) throws IOException {
        this.file = file;
        this.owner = owner;
        bytes = Files.newInputStream(file);
        in = FACTORY.createParser(ObjectReadContext.empty(), bytes);
    }

    /** The line on which the last event began, from 1. */
    long line() {
        return line;
    }

    /** The next event, or null at the end of the file. */
    @Nullable
    Event next() throws MalformedHistory {
        try {
            JsonToken token = in.nextToken();
            if (token == null) {
                return null;
            }
            line = in.currentTokenLocation().getLineNr();
            if (token != JsonToken.START_OBJECT) {
                throw malformed("an event is expected, as a JSON object");
            }
            return read();
        } catch (UnexpectedEndOfInputException e) {
            throw malformed(
                    "the JSON breaks off in the middle of an event; delete this line to judge what comes before it");
        } catch (JacksonException e) {
            line = e.getLocation() == null ? line : e.getLocation().getLineNr();
            String message = e.getOriginalMessage();
            throw malformed("not JSON: " + (message == null ? "" : message.lines().findFirst().orElse("")));
        }
    }

    private Event read() throws MalformedHistory {
        String kind = null;
        String node = owner;
        Object message = null;
        Object view = null;
        String digest = null;
        List<String> names = null;
        List<String> members = null;
        Map<String, Integer> has = Map.of();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            in.nextToken();
            switch (name) {
                case "event" -> kind = text(name);
                case "node" -> node = own(text(name));
                case "message" -> message = label(name);
                case "view" -> view = label(name);
                case "digest" -> digest = text(name);
                case "nodes" -> names = texts(name);
                case "members" -> members = texts(name);
                case "has" -> has = counts(name);
                default -> in.skipChildren(); // times, addresses, whatever the system likes to log
            }
        }
        if (kind == null) {
            return new Event.Nodes(wanted(names, "event"));
        }
        return switch (kind) {
            case "multicast" -> new Event.Multicast(wanted(node, "node"), wanted(message, "message"), digest);
            case "deliver" -> new Event.Deliver(wanted(node, "node"), wanted(message, "message"), digest);
            case "view" -> new Event.Install(wanted(node, "node"), wanted(view, "view"), wanted(members, "members"));
            case "join" -> new Event.Join(wanted(node, "node"), has);
            case "crash" -> new Event.Crash(wanted(node, "node"));
            case "end" -> new Event.End();
            default -> throw malformed("event is " + EVENTS + ", not " + kind);
        };
    }

    private String own(String node) throws MalformedHistory {
        if (owner != null && !owner.equals(node)) {
            throw malformed("an event of " + node + " in the log of " + owner);
        }
        return node;
    }

    private <T> T wanted(@Nullable T value, String name) throws MalformedHistory {
        if (value == null) {
            throw malformed("\"" + name + "\" is missing");
        }
        return value;
    }

    private String text(String name) throws MalformedHistory {
        if (in.currentToken() != JsonToken.VALUE_STRING) {
            throw malformed("\"" + name + "\" must be a string");
        }
        return in.getString();
    }

    private Object label(String name) throws MalformedHistory {
        JsonToken token = in.currentToken();
        if (token == JsonToken.VALUE_STRING) {
            return in.getString();
        }
        if (token == JsonToken.VALUE_NUMBER_INT && in.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return in.getLongValue();
        }
        throw malformed("\"" + name + "\" must be a string or an integer of 64 bits");
    }

    private List<String> texts(String name) throws MalformedHistory {
        if (in.currentToken() != JsonToken.START_ARRAY) {
            throw malformed("\"" + name + "\" must be a list of strings");
        }
        List<String> all = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            all.add(text(name));
        }
        return all;
    }

    private Map<String, Integer> counts(String name) throws MalformedHistory {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            throw malformed("\"" + name + "\" must be an object of counts by node");
        }
        Map<String, Integer> all = new LinkedHashMap<>();
        for (String node = in.nextName(); node != null; node = in.nextName()) {
            if (in.nextToken() != JsonToken.VALUE_NUMBER_INT || in.getNumberType() != JsonParser.NumberType.INT) {
                throw malformed("\"" + name + "\" must be an object of counts by node");
            }
            all.put(node, in.getIntValue());
        }
        return all;
    }

    MalformedHistory malformed(String what) {
        return new MalformedHistory(file + ":" + line + ": " + what);
    }

    @Override
    public void close() throws IOException {
        in.close();
        bytes.close();
    }
}
