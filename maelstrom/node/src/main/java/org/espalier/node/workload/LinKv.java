package org.espalier.node.workload;

import org.espalier.node.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * {@code lin-kv}: a map of keys to values, linearizable. Every request is a command in the one sequence, reads included: so
 * it takes effect at its place there, between request and answer.
 *
 * <p>Keys and values are any JSON. Two are the same when they read the same: {@code 1} and {@code 1.0} are two, the order of
 * an object's members does not matter. The state grows with the number of keys.
 */
public final class LinKv implements Replicated {

    private static final Result WRITTEN = new Result.Ok("write_ok");
    private static final Result SWAPPED = new Result.Ok("cas_ok");
    private static final Result NO_KEY = new Result.Refused(RequestException.keyDoesNotExist("no such key"));

    /** The value a read found. */
    private record Found(Json value) implements Result {

        @Override
        public void to(Reply reply) {
            reply.ok("read_ok").name("value").value(value);
        }
    }

    private final Group group;
    private final Registers values = new Registers("lin-kv");

    public LinKv(Group group) {
        this.group = group;
    }

    @Override
    public void request(Request request, Reply reply) throws RequestException {
        group.submit(switch (request.type()) {
            case "read" -> Parts.command("r", request.require("key"));
            case "write" -> Parts.command("w", request.require("key"), request.require("value"));
            case "cas" -> Parts.command(creates(request) ? "c+" : "c", request.require("key"), request.require("from"),
                    request.require("to"));
            default -> throw RequestException
                    .notSupported("lin-kv answers read, write and cas, not " + request.type());
        }, reply);
    }

    @Override
    public Result apply(byte[] payload) {
        Parts command = Parts.of(payload);
        String verb = command.word();
        Json key = command.next();
        return switch (verb) {
            case "r" -> read(key);
            case "w" -> {
                values.write(key, command.next());
                yield WRITTEN;
            }
            case "c", "c+" -> swap(key, command.next(), command.next(), verb.equals("c+"));
            default -> throw new IllegalArgumentException("lin-kv has no command " + verb);
        };
    }

    @Override
    public byte[] snapshot() {
        return values.snapshot();
    }

    @Override
    public void install(byte[] state) {
        values.install(state);
    }

    private Result read(Json key) {
        Json value = values.get(key);
        return value == null ? NO_KEY : new Found(value);
    }

    private Result swap(Json key, Json from, Json to, boolean creates) {
        Json value = values.get(key);
        if (value == null && !creates) {
            return NO_KEY;
        }
        if (value != null && !value.equals(from)) {
            return new Result.Refused(RequestException.preconditionFailed(
                    "the value is " + value.toText() + ", not " + from.toText()));
        }
        values.write(key, to);
        return SWAPPED;
    }

    private static boolean creates(Request request) throws RequestException {
        @Nullable
        Json creates = request.body().get("create_if_not_exists");
        if (creates == null || creates instanceof Json.Bool) {
            return creates != null && ((Json.Bool) creates).value();
        }
        throw RequestException.malformed("cas needs true or false as \"create_if_not_exists\", if it is given");
    }
}
