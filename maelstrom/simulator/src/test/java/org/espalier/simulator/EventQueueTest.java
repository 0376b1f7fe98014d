package org.espalier.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;

import org.junit.jupiter.api.Test;

class EventQueueTest {

    private record Event(long at, long rank, int a) {}

    @Test
    void events_comeByTimeAndThenInTheirOrder_asOfAPriorityQueue() {
        for (long seed = 1; seed <= 50; seed++) {
            Random random = new Random(seed);
            EventQueue queue = new EventQueue();
            PriorityQueue<Event> oracle = new PriorityQueue<>(
                    Comparator.comparingLong(Event::at).thenComparingLong(Event::rank));
            for (int i = 0; i < 5_000; i++) {
                if (random.nextInt(100) < (i < 3_000 ? 60 : 40)) {
                    long at = random.nextInt(200);
                    queue.add(at, 1, i, 2, 3, "e" + i);
                    oracle.add(new Event(at, i, i));
                } else {
                    Event next = oracle.poll();
                    assertThat(queue.take()).as("seed %s", seed).isEqualTo(next != null);
                    if (next != null) {
                        assertThat(queue.at()).as("seed %s", seed).isEqualTo(next.at());
                        assertThat(queue.a()).as("seed %s", seed).isEqualTo(next.a());
                        assertThat(queue.what()).as("seed %s", seed).isEqualTo("e" + next.a());
                    }
                }
                assertThat(queue.size()).as("seed %s", seed).isEqualTo(oracle.size());
            }
        }
    }

    @Test
    void tooManyEvents_areRefused() {
        EventQueue queue = new EventQueue();
        for (int i = 0; i < EventQueue.MAX_EVENTS; i++) {
            queue.add(i, 0, 0, 0, 0, null);
        }
        assertThatIllegalStateException().isThrownBy(() -> queue.add(0, 0, 0, 0, 0, null))
                .withMessageContaining(Integer.toString(EventQueue.MAX_EVENTS));
    }
}
