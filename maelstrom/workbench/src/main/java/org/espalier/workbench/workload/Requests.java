package org.espalier.workbench.workload;

import java.util.List;
import java.util.Random;

import org.espalier.checkers.history.Op;
import org.espalier.checkers.multicast.MessageOrder;
import org.jspecify.annotations.Nullable;

/**
 * The stream of requests of a run. One thread asks for requests; completions are told by any.
 */
public interface Requests {

    /**
     * What shapes the stream beside the seed.
     *
     * @param nodes how many there are
     * @param concurrency how many clients ask; those with higher numbers only probe
     * @param rate requests per second, of all together
     * @param most after so many values there are only reads; {@link Long#MAX_VALUE} for no end
     * @param keys how many keys are in use at a time, where there are keys; 0 for as many as is usual
     * @param writesPerKey after so many writes a key is replaced by a fresh one, where that is usual
     * @param txnLength how many steps a transaction has at most, where there are transactions
     * @param groups to whom messages are multicast, where there are groups
     * @param orders the orders of these messages, one of them drawn for each
     */
    record Limits(int nodes, int concurrency, double rate, long most, int keys, int writesPerKey, int txnLength,
            Groups groups, List<MessageOrder> orders) {

        /** Of workloads without groups. */
        public Limits(int nodes, int concurrency, double rate, long most, int keys, int writesPerKey, int txnLength) {
            this(nodes, concurrency, rate, most, keys, writesPerKey, txnLength, Groups.NONE, List.of());
        }
    }

    /** What a client asks when all else is over. */
    interface Closing {
        /**
         * The next request.
         *
         * @param previous how the one before ended, null before the first
         * @return null when it is done
         */
        @Nullable
        Request next(@Nullable Op previous);

        /** How long to wait before making the request that {@link #next} gave last. */
        default long pauseMillis() {
            return 0;
        }
    }

    /** What this client asks next. */
    Request next(int client);

    /**
     * Something that is answered with ok by a system that works: its first ok shows that the system goes on. A write, unless
     * there are enough already and a read does as well.
     */
    Request probe(int client);

    /** An operation of this client has ended. */
    default void ended(int client, Op completion) {}

    /** What this client asks when all else is over, in workloads that have such an end: one read. */
    default Closing closing(int client) {
        return previous -> previous == null ? Request.FINAL_READ : null;
    }

    /** Requests that depend on the seed, on who is free to ask, and where it matters on what was answered. */
    static Requests of(Workload workload, Random random, Limits limits) {
        return switch (workload) {
            case ECHO, BROADCAST, UNIQUE_IDS, G_SET, G_COUNTER, PN_COUNTER -> new PlainRequests(workload, random,
                    limits.most());
            case MULTICAST -> new MulticastRequests(random, limits);
            case LIN_KV -> new LinKvRequests(random, limits);
            case KAFKA -> new KafkaRequests(random, limits);
            case TXN_LIST_APPEND -> new TxnRequests("append", random, limits);
            case TXN_RW_REGISTER -> new TxnRequests("w", random, limits);
        };
    }
}
