package org.espalier.checkers.history;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A whole history in memory, with each invocation joined to its completion.
 *
 * <p>Immutable. A history too large for memory is walked with {@link HistoryFile} instead.
 */
public final class History implements OpSource {

    private static final int NONE = -1;

    private final List<Op> ops;
    private final int[] partner;

    private History(List<Op> ops) {
        this.ops = ops;
        this.partner = new int[ops.size()];
        Map<Integer, Integer> open = new HashMap<>();
        for (int i = 0; i < ops.size(); i++) {
            Op op = ops.get(i);
            partner[i] = NONE;
            if (!op.isClient()) {
                continue; // the nemesis invokes and completes with the same type
            }
            if (op.type() == Op.Type.INVOKE) {
                Integer before = open.put(op.process(), i);
                if (before != null) {
                    throw new IllegalArgumentException("process " + op.process() + " invokes at index " + op.index()
                            + " while its operation of index " + ops.get(before).index() + " is open");
                }
            } else {
                Integer invocation = open.remove(op.process());
                if (invocation != null) {
                    partner[i] = invocation;
                    partner[invocation] = i;
                }
            }
        }
    }

    /**
     * The history of these events, which must be in order of their index.
     *
     * @throws IllegalArgumentException if a process invokes an operation while another of its own is open
     */
    public static History of(List<Op> ops) {
        return new History(List.copyOf(ops));
    }

    public List<Op> ops() {
        return ops;
    }

    public int size() {
        return ops.size();
    }

    /** The position of the completion of the invocation at a position (or the other way round); -1 if there is none. */
    public int partner(int position) {
        return partner[position];
    }

    @Override
    public void forEach(Consumer<? super Op> sink) {
        ops.forEach(sink);
    }
}
