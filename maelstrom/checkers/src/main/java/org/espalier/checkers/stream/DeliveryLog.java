package org.espalier.checkers.stream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

import org.espalier.checkers.delivery.DeliveryProperties.Order;
import org.espalier.checkers.history.HistoryFile;
import org.espalier.checkers.history.MalformedHistory;
import org.jspecify.annotations.Nullable;

/**
 * Delivery logs as any system can write them: JSON objects, one a line, in a file of all members or a directory with a file
 * for each. {@code docs/delivery-log.md} describes them.
 */
public final class DeliveryLog {

    private static final String SUFFIX = ".jsonl";
    private static final int FIRST = 512;

    private final Path path;

    private DeliveryLog(Path path) {
        this.path = path;
    }

    /** The delivery log there, or null if what is there is something else, or nothing. */
    public static @Nullable DeliveryLog at(Path path) throws IOException {
        boolean is = Files.isDirectory(path)
                ? !Files.exists(path.resolve(HistoryFile.JSON_NAME))
                        && !Files.exists(path.resolve(HistoryFile.EDN_NAME))
                        && !files(path).isEmpty()
                : Files.isReadable(path) && begins(path);
        return is ? new DeliveryLog(path) : null;
    }

    /** Whether the first line is that of a delivery log: it names the nodes, or has an event. */
    private static boolean begins(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String head = new String(in.readNBytes(FIRST), StandardCharsets.UTF_8).stripLeading();
            String line = head.lines().findFirst().orElse("");
            return line.startsWith("{") && (line.contains("\"event\"") || line.contains("\"nodes\""));
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            all.forEach(files::add);
        }
        files.sort(null);
        return files;
    }

    /**
     * Reads it once, and judges it meanwhile.
     *
     * @throws MalformedHistory if it cannot be understood, in one line with the place
     */
    public DeliveryStream judge(Set<Order> orders) throws IOException {
        return Files.isDirectory(path) ? merge(files(path), orders) : whole(orders);
    }

    private DeliveryStream whole(Set<Order> orders) throws IOException {
        try (EventReader in = new EventReader(path, null)) {
            if (!(in.next() instanceof Event.Nodes nodes)) {
                throw in.malformed("the first line must name the members: {\"nodes\": [\"n0\", \"n1\"]}");
            }
            DeliveryStream stream = start(in, nodes.names(), orders);
            for (Event event = in.next(); event != null; event = in.next()) {
                apply(event, stream, in);
            }
            return stream;
        }
    }

    /**
     * Members' own logs, taken in turns: a member waits as long as it delivers what nobody has multicast yet. When all wait,
     * the first goes on, and {@code NoCreation} has its say.
     */
    private static DeliveryStream merge(List<Path> files, Set<Order> orders) throws IOException {
        List<EventReader> open = new ArrayList<>();
        try {
            Deque<Turn> turns = new ArrayDeque<>();
            List<String> names = new ArrayList<>();
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                String owner = name.substring(0, name.length() - SUFFIX.length());
                EventReader in = new EventReader(file, owner);
                open.add(in);
                names.add(owner);
                turns.add(new Turn(in, in.next()));
            }
            DeliveryStream stream = new DeliveryStream(names, orders);
            int waited = 0;
            while (!turns.isEmpty()) {
                Turn turn = turns.remove();
                if (turn.event() == null) {
                    continue;
                }
                if (waited < turns.size() + 1 && mustWait(turn.event(), stream)) {
                    waited++;
                    turns.add(turn);
                    continue;
                }
                waited = 0;
                apply(turn.event(), stream, turn.in());
                turns.add(new Turn(turn.in(), turn.in().next()));
            }
            return stream;
        } finally {
            for (EventReader in : open) {
                in.close();
            }
        }
    }

    private record Turn(EventReader in, @Nullable Event event) {}

    private static boolean mustWait(Event event, DeliveryStream stream) {
        return switch (event) {
            case Event.Deliver d -> !stream.isLive(d.message());
            case Event.Join j ->
                j.has().entrySet().stream().anyMatch(e -> stream.sent(e.getKey()) < e.getValue());
            case Event.End e -> false;
            case Event.Multicast m -> false;
            case Event.Install i -> false;
            case Event.Crash c -> false;
            case Event.Nodes n -> false;
        };
    }

    private static DeliveryStream start(EventReader in, List<String> names, Set<Order> orders) throws MalformedHistory {
        try {
            return new DeliveryStream(names, orders);
        } catch (BadEvent e) {
            throw in.malformed(String.valueOf(e.getMessage()));
        }
    }

    private static void apply(Event event, DeliveryStream to, EventReader in) throws MalformedHistory {
        to.at(in.line());
        try {
            switch (event) {
                case Event.Multicast m -> to.multicast(m.node(), m.message(), m.digest());
                case Event.Deliver d -> to.deliver(d.node(), d.message(), d.digest());
                case Event.Install i -> to.view(i.node(), i.view(), i.members());
                case Event.Join j -> to.join(j.node(), j.has());
                case Event.Crash c -> to.crash(c.node());
                case Event.End e -> to.end();
                case Event.Nodes n -> throw in.malformed("\"event\" is missing");
            }
        } catch (BadEvent e) {
            throw in.malformed(String.valueOf(e.getMessage()));
        }
    }
}
