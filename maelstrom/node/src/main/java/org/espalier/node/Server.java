package org.espalier.node;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

import org.espalier.core.Observer;
import org.espalier.core.log.StorageException;
import org.espalier.node.json.Json;
import org.espalier.node.json.JsonException;
import org.espalier.node.json.JsonReader;
import org.espalier.node.json.JsonWriter;
import org.espalier.node.wire.MalformedPacket;
import org.espalier.node.wire.PacketCodec;
import org.espalier.node.workload.Broadcast;
import org.espalier.node.workload.Counter;
import org.espalier.node.workload.Echo;
import org.espalier.node.workload.GSet;
import org.espalier.node.workload.Kafka;
import org.espalier.node.workload.LinKv;
import org.espalier.node.workload.Multicast;
import org.espalier.node.workload.Replicated;
import org.espalier.node.workload.Request;
import org.espalier.node.workload.RequestException;
import org.espalier.node.workload.Txn;
import org.espalier.node.workload.UniqueIds;
import org.espalier.node.workload.Workload;
import org.jspecify.annotations.Nullable;

/**
 * The Maelstrom protocol, without its pipes: lines and time go in, lines come out. It answers {@code init} itself and hands
 * every other request to the workload.
 *
 * <p>What is answered how: a request that is not understood, or cannot be carried out, gets an {@code error} with a
 * definite code, and nothing was done. What goes through the total order is answered when its outcome is known, which takes
 * two seconds at most; what may still be done by then gets an indefinite code. A line from which no request can be made out is reported on stderr. A reply to
 * something is never answered, whatever it says, or two nodes could answer each other's errors for ever. Of another node
 * of the group only packets are taken in, and only those that say what that node has sent: what is damaged is dropped and
 * counted, as if the network had lost it.
 *
 * <p>An exception that nobody foresaw, a {@link org.espalier.core.SpecViolation} first of all, is a defect: a request that
 * met it at once is answered {@code crash}, which is indefinite, one under way gets no answer, and the exception goes on to
 * whoever runs the server, who must stop. A state that may be wrong is not served from.
 */
final class Server {

    /** Members of the largest group; the state of a member grows with it. */
    private static final int MAX_MEMBERS = 1_024;
    private static final int CRASH = 13;
    /**
     * How long {@code topology_ok}, or {@code groups_ok}, waits for the node to join its tree, at most: clients begin when they have it, and a
     * value that is broadcast earlier takes the joining's round trips on top of its own way. Cut off, the node answers all
     * the same.
     */
    private static final long JOIN_MILLIS = 1_500;
    private static final int MAX_PARKED = 16;

    /** A request that is answered later. */
    private record Parked(Request request, String self, long untilMillis) {}

    private final Options options;
    private final Variant variant;
    private final Life.Source lives;
    private final Diagnostics diagnostics;
    private final Observer observer;
    private final JsonWriter out = new JsonWriter(1 << 12);

    private @Nullable String nodeId;
    private @Nullable Members members;
    private @Nullable Workload workload;
    private @Nullable Cluster cluster;
    private boolean answerFirst;
    private final ArrayDeque<Parked> parked = new ArrayDeque<>();

    /**
     * @param variant the core's behaviour: sound, or with a known defect
     * @param lives begins this node's life when it learns who it is
     */
    Server(Options options, Variant variant, Life.Source lives, Diagnostics diagnostics) {
        this(options, variant, lives, diagnostics, Observer.NONE);
    }

    /** @param observer hears of the core's actions */
    Server(Options options, Variant variant, Life.Source lives, Diagnostics diagnostics, Observer observer) {
        this.observer = observer;
        this.options = options;
        this.variant = variant;
        this.lives = lives;
        this.diagnostics = diagnostics;
    }

    /** Takes in one line, the bytes from {@code from} up to {@code to}, without its newline. */
    void line(byte[] text, int from, int to, long nowMillis) {
        if (isBlank(text, from, to)) {
            return;
        }
        Json message;
        try {
            message = JsonReader.parse(text, from, to);
        } catch (JsonException e) {
            passedOver("it is not JSON (" + e.getMessage() + ")", text, from, to);
            return;
        }
        if (message instanceof Json.Obj object) {
            try {
                String why = receive(object, nowMillis);
                if (why != null) {
                    diagnostics.ignored(why, text, from, to);
                }
            } catch (MalformedPacket e) {
                diagnostics.corrupt("it is no packet (" + e.getMessage() + ")", text, from, to);
            }
        } else {
            passedOver("it is not an object", text, from, to);
        }
        answerParked(nowMillis);
    }

    /** Whose line that was is not known: but in a group it is the other nodes' that come over a network. */
    private void passedOver(String why, byte[] text, int from, int to) {
        if (cluster == null) {
            diagnostics.ignored(why, text, from, to);
        } else {
            diagnostics.corrupt(why, text, from, to);
        }
    }

    /** Lets time come to {@code nowMillis}. */
    void tick(long nowMillis) {
        if (answerFirst) { // init_ok leaves before the node has its first words with the others
            answerFirst = false;
        } else if (cluster != null) {
            cluster.tick(nowMillis);
            answerParked(nowMillis);
        }
    }

    /** The host suspects the member of that name; the next tick begins with it. */
    void suspect(String peer) {
        if (cluster != null) {
            cluster.suspect(peer);
        }
    }

    private void answerParked(long nowMillis) {
        for (Parked p = parked.peek(); p != null; p = parked.peek()) {
            if (cluster != null && !cluster.joined() && nowMillis < p.untilMillis()) {
                return;
            }
            parked.remove();
            answer(p.request(), p.self());
        }
    }

    /** When the next {@link #tick} is due at the latest; {@code Long.MAX_VALUE} when time is not waited for. */
    long wakeAt() {
        Parked first = parked.peek();
        long at = first == null ? Long.MAX_VALUE : first.untilMillis();
        return cluster == null ? at : Math.min(at, cluster.wakeAt());
    }

    /**
     * Ends a batch: makes durable what it has written, and writes out every line there is. What does not depend on the disk
     * leaves before it is waited for.
     *
     * @throws org.espalier.core.log.StorageException when the disk fails: then only {@link #lastWords} may be called
     */
    void drainTo(OutputStream to) throws IOException {
        while (speakTo(to)) {
            sync();
        }
    }

    /** Writes out the lines that do not depend on the disk; returns whether there may be others after a {@link #sync}. */
    boolean speakTo(OutputStream to) throws IOException {
        boolean waits = cluster != null && cluster.awaitsDisk();
        if (cluster != null) {
            out.takeLines(cluster.lines());
        }
        lastWords(to);
        return waits;
    }

    /** Makes durable what has been written, and works off what follows from that. */
    void sync() {
        if (cluster != null) {
            cluster.sync();
        }
    }

    /** Writes out the lines that are ready. */
    void lastWords(OutputStream to) throws IOException {
        if (out.size() > 0) {
            out.drainTo(to);
            to.flush();
        }
    }

    /** Lets go of the disk. */
    void close() {
        if (cluster != null) {
            cluster.close();
        }
    }

    /**
     * Takes in one message; returns why not, or null.
     *
     * @throws MalformedPacket when it comes from another node, and is not what that node has sent
     */
    private @Nullable String receive(Json.Obj message, long nowMillis) throws MalformedPacket {
        if (!(message.get("src") instanceof Json.Str src) || !(message.get("dest") instanceof Json.Str dest)
                || !(message.get("body") instanceof Json.Obj body)) {
            return "it needs strings \"src\" and \"dest\" and an object \"body\"";
        }
        if (nodeId != null && !dest.value().equals(nodeId)) {
            return "it is not for " + nodeId;
        }
        if (body.get("in_reply_to") != null) {
            return null; // this node asks nothing, so it is late or astray
        }
        if (cluster != null) {
            cluster.at(nowMillis);
            int peer = members == null || src.value().equals(nodeId) ? -1 : members.indexOf(src.value());
            if (peer >= 0) { // nothing but packets, so nothing damaged can pass for a request
                cluster.receive(peer, body);
                return null;
            }
            if (body.get("type") instanceof Json.Str type && type.value().equals(PacketCodec.TYPE)) {
                return src.value() + " is not another node of this group";
            }
        }
        Json id = body.get("msg_id");
        if (id != null && !(id instanceof Json.Num number && number.isInteger())) {
            return "its \"msg_id\" is no integer, so it cannot be answered";
        }
        Json.Num msgId = (Json.Num) id;
        if (!(body.get("type") instanceof Json.Str type)) {
            if (msgId == null) {
                return "its body needs a string \"type\"";
            }
            new Answer(out, dest.value(), src.value(), msgId)
                    .refused(RequestException.malformed("a body needs a string \"type\""));
            return null;
        }
        Request request = new Request(src.value(), type.value(), msgId, body);
        if (cluster != null && (type.value().equals("topology") || type.value().equals("groups")) && !cluster.joined()
                && parked.size() < MAX_PARKED) {
            parked.add(new Parked(request, dest.value(), nowMillis + JOIN_MILLIS));
        } else {
            answer(request, dest.value());
        }
        return null;
    }

    private void answer(Request request, String self) {
        Answer answer = new Answer(out, self, request.src(), request.msgId());
        try {
            if (request.type().equals("init")) {
                init(request, self);
                answer.ok("init_ok");
            } else if (workload == null) {
                throw RequestException.temporarilyUnavailable("not initialised yet");
            } else {
                workload.request(request, answer);
            }
            answer.returned();
        } catch (RequestException e) {
            answer.refused(e);
        } catch (RuntimeException e) {
            answer.error(CRASH, e instanceof StorageException ? String.valueOf(e.getMessage()) : "a defect: " + e);
            throw e;
        }
    }

    private void init(Request request, String self) throws RequestException {
        String id = request.requireString("node_id");
        List<String> ids = new ArrayList<>();
        for (Json item : request.requireArray("node_ids").items()) {
            if (!(item instanceof Json.Str s)) {
                throw RequestException.malformed("init needs an array of strings as \"node_ids\"");
            }
            ids.add(s.value());
        }
        if (ids.size() > MAX_MEMBERS) {
            throw RequestException.malformed("at most " + MAX_MEMBERS + " nodes, not " + ids.size());
        }
        if (new HashSet<>(ids).size() != ids.size()) {
            throw RequestException.malformed("a node id occurs twice in \"node_ids\"");
        }
        Members group = new Members(ids);
        if (group.indexOf(id) < 0 || !id.equals(self)) {
            throw RequestException.malformed("\"node_id\" must be the destination and one of \"node_ids\"");
        }
        if (members != null) {
            if (!members.sameAs(group)) {
                throw RequestException.abort("initialised already, as one of other nodes");
            }
            return; // the answer was lost, say: it is the same again
        }
        workload = workload(id, group);
        nodeId = id;
        members = group;
        answerFirst = true;
    }

    private Workload workload(String id, Members group) {
        long start = System.nanoTime();
        Life life = lives.begin(id, group);
        return switch (options.workload()) {
            case "echo" -> new Echo();
            case "unique-ids" -> new UniqueIds(id, life.incarnation());
            default -> replicated(id, group, life, start);
        };
    }

    private Replicated replicated(String id, Members group, Life life, long startNanos) {
        Cluster joined = new Cluster(options, group, id, life, variant, observer);
        Replicated replicated = switch (options.workload()) {
            case "broadcast" -> new Broadcast(id, options.topologyIsGiven(), joined);
            case "multicast" -> new Multicast(id, options.order(), joined);
            case "g-set" -> new GSet(joined);
            case "g-counter" -> new Counter(false, joined);
            case "pn-counter" -> new Counter(true, joined);
            case "lin-kv" -> new LinKv(joined);
            case "kafka" -> new Kafka(joined);
            case "txn-list-append" -> Txn.listAppend(joined);
            case "txn-rw-register" -> Txn.rwRegister(joined);
            default -> throw new IllegalStateException("no such workload: " + options.workload());
        };
        long recovered = joined.begin(replicated);
        if (recovered > 0) {
            diagnostics.say("recovered " + recovered + " entries of the total order in "
                    + (System.nanoTime() - startNanos) / 1_000_000 + " ms");
        }
        cluster = joined;
        return replicated;
    }

    private static boolean isBlank(byte[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] != ' ' && text[i] != '\t' && text[i] != '\r') {
                return false;
            }
        }
        return true;
    }
}
