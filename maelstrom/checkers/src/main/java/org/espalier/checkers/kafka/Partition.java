package org.espalier.checkers.kafka;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * The log of one key, as all who saw any of it say together. Offsets may have gaps; the <em>index</em> of an offset is the
 * number of smaller offsets at which something stands. Where several messages stand at one offset, the first one that was
 * recorded counts; where one message stands at several offsets, the last of them is its place.
 */
final class Partition {

    /** At which offset, and there how many different messages. */
    record Place(long offset, List<Object> messages) {}

    private final TreeMap<Long, List<Object>> log = new TreeMap<>();
    private final List<Place> places = new ArrayList<>();
    private final Map<Object, Integer> first = new HashMap<>();
    private final Map<Object, Integer> last = new HashMap<>();
    private final Map<Object, Integer> indexes = new HashMap<>();

    /** Somebody said that a message stands at an offset. */
    void add(long offset, Object message) {
        List<Object> there = log.computeIfAbsent(offset, o -> new ArrayList<>(1));
        if (!there.contains(message)) {
            there.add(message);
        }
    }

    /** All has been said. */
    void complete() {
        log.forEach((offset, messages) -> {
            int index = places.size();
            places.add(new Place(offset, messages));
            for (Object m : messages) {
                first.putIfAbsent(m, index);
                last.put(m, index);
            }
            indexes.put(messages.get(0), index);
        });
    }

    /** By index: what stands in the log. */
    List<Place> places() {
        return places;
    }

    /** Where a message stands; null if nobody said, or if it stands only where another one counts. */
    @Nullable
    Integer index(Object message) {
        return indexes.get(message);
    }

    /** The first index at which a message was seen; null if nobody said any. */
    @Nullable
    Integer first(Object message) {
        return first.get(message);
    }

    /** The last index at which a message was seen; null if nobody said any. */
    @Nullable
    Integer last(Object message) {
        return last.get(message);
    }

    /** What stands between two indexes, without them. */
    List<Object> between(int from, int to) {
        return places.subList(from + 1, to).stream().map(p -> p.messages().get(0)).toList();
    }

    /** The offsets at which a message was seen. */
    List<Long> offsets(Object message) {
        return places.stream().filter(p -> p.messages().contains(message)).map(Place::offset).toList();
    }
}
