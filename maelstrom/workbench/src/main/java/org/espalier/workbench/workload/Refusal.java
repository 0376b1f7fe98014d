package org.espalier.workbench.workload;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/** A request that was not answered as it wanted to be: by an error, or not at all. */
public final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable Object error;
    private final boolean definite;

    private Refusal(@Nullable Object error, boolean definite) {
        super(String.valueOf(error), null, false, false);
        this.error = error;
        this.definite = definite;
    }

    /** Nothing came in time. */
    public static Refusal timeout() {
        return new Refusal(RpcError.NET_TIMEOUT, false);
    }

    /** The node answered with an error. */
    public static Refusal answer(Map<?, ?> body) {
        long code = body.get("code") instanceof Long n ? n : -1;
        return new Refusal(List.of(RpcError.nameOf(code), Objects.toString(body.get("text"), "")),
                RpcError.definite(code));
    }

    /** Nobody was asked: the client gives itself up, as if it did not know how its request had ended. */
    static Refusal crash() {
        return new Refusal(null, false);
    }

    /** Why, as histories write it; null when there is nothing to say. */
    public @Nullable Object error() {
        return error;
    }

    /** Whether what was asked for surely did not and will not happen. */
    public boolean definite() {
        return definite;
    }
}
