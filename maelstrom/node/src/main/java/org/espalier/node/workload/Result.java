package org.espalier.node.workload;

/**
 * What a payload came to where it was {@linkplain Replicated#apply applied}. Every member computes it, and only the one that
 * was asked says it, so it costs little until it is said.
 */
public interface Result {

    /**
     * Says it: at most once, and before the next payload is applied.
     *
     * @throws RequestException when the payload came to a refusal: it changed nothing, here or anywhere else
     */
    void to(Workload.Reply reply) throws RequestException;

    /** An answer that consists of its type. */
    record Ok(String type) implements Result {

        @Override
        public void to(Workload.Reply reply) {
            reply.ok(type);
        }
    }

    /** A refusal. */
    record Refused(RequestException why) implements Result {

        @Override
        public void to(Workload.Reply reply) throws RequestException {
            throw why;
        }
    }
}
