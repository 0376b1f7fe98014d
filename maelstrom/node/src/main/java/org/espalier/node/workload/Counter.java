package org.espalier.node.workload;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

import org.espalier.node.json.Json;

/**
 * {@code g-counter} and {@code pn-counter}: a counter whose increments are multicast and added up where they are delivered.
 * Addition commutes and every increment is delivered once, so nodes that have delivered the same payloads show the same
 * value. The sum is exact, whatever its size.
 */
public final class Counter implements Replicated {

    private static final String NAME = "counter";
    private static final int VERSION = 1;
    private static final Result OK = new Result.Ok("add_ok");
    /** Digits of the longest delta: more is nonsense, and adding numbers takes time that grows with their length. */
    private static final int MAX_DIGITS = 1_000;

    private final boolean decrements;
    private final Group group;
    private BigInteger value = BigInteger.ZERO;

    /** @param decrements whether a negative delta is allowed, which makes it a pn-counter */
    public Counter(boolean decrements, Group group) {
        this.decrements = decrements;
        this.group = group;
    }

    @Override
    public void request(Request request, Reply reply) throws RequestException {
        switch (request.type()) {
            case "add" -> group.submit(delta(request).toBytes(), reply);
            case "read" -> reply.ok("read_ok").name("value").literal(value.toString());
            default -> throw RequestException.notSupported("a counter answers add and read, not " + request.type());
        }
    }

    @Override
    public Result apply(byte[] payload) {
        value = value.add(number(payload));
        return OK;
    }

    @Override
    public byte[] snapshot() {
        return Parts.state(NAME, VERSION).literal(value.toString()).endArray().toBytes();
    }

    @Override
    public void install(byte[] state) {
        value = number(Parts.ofState(state, NAME, VERSION).next().toBytes());
    }

    private Json.Num delta(Request request) throws RequestException {
        if (!(request.require("delta") instanceof Json.Num delta) || !delta.isInteger()
                || delta.text().length() > MAX_DIGITS) {
            throw RequestException.malformed("add needs an integer of at most " + MAX_DIGITS + " digits as \"delta\"");
        }
        if (!decrements && delta.text().startsWith("-") && !delta.text().equals("-0")) {
            throw RequestException.malformed("a g-counter only grows: \"delta\" may not be negative");
        }
        return delta;
    }

    private static BigInteger number(byte[] text) {
        return new BigInteger(new String(text, StandardCharsets.ISO_8859_1));
    }
}
