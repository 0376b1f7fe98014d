package org.espalier.workbench.service;

import java.util.Map;
import java.util.Objects;

import org.espalier.checkers.history.Json;
import org.jspecify.annotations.Nullable;

/**
 * A request to a key-value store, and what it does to the one key that it is about: all stores agree on that, and differ in
 * the state that they show it.
 *
 * <p>Keys and values are any JSON values; two are the same when they are written the same, the order of an object's fields
 * aside (1 and 1.0 are two).
 */
sealed interface KvRequest {

    /** The key. */
    @Nullable
    Object key();

    /** What is the value? */
    record Read(@Nullable Object key) implements KvRequest {}

    /** Let this be the value, whatever it was. */
    record Write(@Nullable Object key, @Nullable Object value) implements KvRequest {}

    /**
     * Let {@code to} be the value if it is {@code from}.
     *
     * @param create whether a key that is not there yet is made, with {@code to}
     */
    record Cas(@Nullable Object key, @Nullable Object from, @Nullable Object to,
            boolean create) implements KvRequest {}

    /**
     * The value of a key that is there.
     *
     * @param value may be JSON's null
     */
    record Held(@Nullable Object value) {}

    /**
     * What a request comes to.
     *
     * @param held what the key holds afterwards; null when it is not there
     * @param sets whether the request has set it, be it to what it was
     * @param reply the answer
     */
    record Outcome(@Nullable Held held, boolean sets, Map<String, @Nullable Object> reply) {}

    /** The request in a body; null when there is none that a store knows. */
    static @Nullable KvRequest of(Map<?, ?> body) {
        Object key = body.get("key");
        if (!body.containsKey("key")) {
            return null;
        }
        return switch (String.valueOf(body.get("type"))) {
            case "read" -> new Read(key);
            case "write" -> body.containsKey("value") ? new Write(key, body.get("value")) : null;
            case "cas" -> body.containsKey("from") && body.containsKey("to")
                    ? new Cas(key, body.get("from"), body.get("to"),
                            Boolean.TRUE.equals(body.get("create_if_not_exists")))
                    : null;
            default -> null;
        };
    }

    /** The answer to a body in which {@link #of} finds no request. */
    static Map<String, @Nullable Object> refusal(Map<?, ?> body) {
        return switch (String.valueOf(body.get("type"))) {
            case "read" -> Service.error(12, "a read has a key");
            case "write" -> Service.error(12, "a write has a key and a value");
            case "cas" -> Service.error(12, "a cas has a key, from and to");
            default -> Service.unsupported(body);
        };
    }

    /** What it does to a key that holds this, or is not there. */
    default Outcome on(@Nullable Held held) {
        return switch (this) {
            case Read read when held == null -> absent();
            case Read read -> {
                Map<String, @Nullable Object> reply = Service.reply("read_ok");
                reply.put("value", held.value());
                yield new Outcome(held, false, reply);
            }
            case Write write -> new Outcome(new Held(write.value), true, Service.reply("write_ok"));
            case Cas cas when held == null -> cas.create
                    ? new Outcome(new Held(cas.to), true, Service.reply("cas_ok"))
                    : absent();
            case Cas cas -> Objects.equals(held.value(), cas.from)
                    ? new Outcome(new Held(cas.to), true, Service.reply("cas_ok"))
                    : new Outcome(held, false, Service.error(22,
                            "the value is " + Json.text(held.value()) + ", not " + Json.text(cas.from)));
        };
    }

    private static Outcome absent() {
        return new Outcome(null, false, Service.error(20, "there is no such key"));
    }

    /** The answer to a request that would make a key too many. */
    static Map<String, @Nullable Object> full() {
        return Service.error(11, "the store holds " + Service.MAX_KEYS + " keys, and takes no more");
    }
}
