package org.espalier.cli;

import java.util.Comparator;
import java.util.PriorityQueue;

import org.espalier.checkers.history.Json;
import org.espalier.simulator.Schedule;
import org.espalier.simulator.Watch;
import org.espalier.simulator.fault.Crash;
import org.espalier.workbench.report.PageMessages;
import org.espalier.workbench.report.PageModel;

/**
 * The messages between the nodes of a simulated run, for its page.
 *
 * @param <M> what the simulator sends
 */
final class Flights<M> implements Watch<M> {

    /**
     * Reads messages.
     *
     * @param <M> what the simulator sends
     */
    interface Reader<M> {

        /** What a message says, as a value tree. */
        Object read(int from, int to, M message);
    }

    private record Flight<M>(long sent, long due, int from, int to, M packet, boolean copy) {}

    private final Schedule schedule;
    private final long start;
    private final PageMessages messages;
    private final Reader<M> body;
    private final PriorityQueue<Flight<M>> flying = new PriorityQueue<>(Comparator.comparingLong(Flight::due));

    /**
     * Takes down flights.
     *
     * @param start what is time 0 on the page, in microseconds of the schedule
     * @param messages where they go
     * @param body reads them
     */
    Flights(Schedule schedule, long start, PageMessages messages, Reader<M> body) {
        this.schedule = schedule;
        this.start = start;
        this.messages = messages;
        this.body = body;
    }

    @Override
    public void lost(long at, int from, int to, M packet, Loss how) {
        arrivedBefore(at);
        ended(new Flight<>(at, at + schedule.delay().max() / 2, from, to, packet, false),
                how == Loss.LOST ? PageModel.Fate.LOST : PageModel.Fate.CORRUPTED);
    }

    @Override
    public void sent(long at, long due, int from, int to, M packet, boolean copy) {
        arrivedBefore(at);
        flying.add(new Flight<>(at, due, from, to, packet, copy));
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // this packet, not one like it
    public void cut(long due, int from, int to, M packet) {
        arrivedBefore(due);
        for (Flight<M> f : flying) {
            if (f.due() == due && f.from() == from && f.to() == to && f.packet() == packet) {
                flying.remove(f);
                ended(f, PageModel.Fate.PARTITIONED);
                return;
            }
        }
    }

    /** The run is over. */
    void over() {
        arrivedBefore(Long.MAX_VALUE);
    }

    /** Who was due earlier, and of whom nothing was said, has arrived. */
    private void arrivedBefore(long now) {
        for (Flight<M> f = flying.peek(); f != null && f.due() < now; f = flying.peek()) {
            flying.remove();
            ended(f, isDown(f.to(), f.due()) ? PageModel.Fate.UNDELIVERED : PageModel.Fate.DELIVERED);
        }
    }

    private boolean isDown(int node, long at) {
        return schedule.faults().stream().anyMatch(f -> f instanceof Crash c && c.node() == node
                && c.span().from() * 1_000 <= at && at < c.span().to() * 1_000);
    }

    private void ended(Flight<M> f, PageModel.Fate fate) {
        Object says = body.read(f.from(), f.to(), f.packet());
        messages.add(f.from(), f.to(), f.sent() - start, f.due() - start, fate, f.copy(), says, Json.text(says));
    }
}
