package org.espalier.node.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.espalier.node.json.Json;

/** Takes an array apart from front to back, checking what it takes. */
final class Fields {

    private final List<Json> items;
    private final int members;
    private int at;

    private Fields(List<Json> items, int members) {
        this.items = items;
        this.members = members;
    }

    static Fields of(Json array, int members) throws MalformedPacket {
        if (array instanceof Json.Arr arr) {
            return new Fields(arr.items(), members);
        }
        throw new MalformedPacket("an array is needed, not " + array.toText());
    }

    /** A word, such as a frame's name. */
    String word() throws MalformedPacket {
        if (next() instanceof Json.Str s) {
            return s.value();
        }
        throw wrong("a string");
    }

    /** Bytes that are UTF-8 text. */
    byte[] text() throws MalformedPacket {
        return word().getBytes(StandardCharsets.UTF_8);
    }

    /** Any {@code long}: a set of bits. */
    long bits() throws MalformedPacket {
        if (next() instanceof Json.Num n && n.isLong()) {
            return n.longValue();
        }
        throw wrong("an integer");
    }

    /** A number that counts something, or names an incarnation or a version. */
    long count() throws MalformedPacket {
        long n = bits();
        if (n < 0) {
            throw wrong("an integer that is not negative");
        }
        return n;
    }

    /** A number that counts from 1. */
    long positive() throws MalformedPacket {
        long n = bits();
        if (n < 1) {
            throw wrong("a positive integer");
        }
        return n;
    }

    /** A length or a place in bytes. */
    int size() throws MalformedPacket {
        long n = bits();
        if (n < 0 || n > Integer.MAX_VALUE) {
            throw wrong("a length");
        }
        return (int) n;
    }

    /** Bytes, one character each. */
    byte[] bytes() throws MalformedPacket {
        String text = word();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xff) {
                throw wrong("a string of bytes");
            }
        }
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Takes one item. */
    interface Item<T> {
        T take(Fields in) throws MalformedPacket;
    }

    /** An array of items of one kind. */
    <T> List<T> list(Item<T> item) throws MalformedPacket {
        Fields entries = of(next(), members);
        List<T> list = new ArrayList<>();
        while (entries.at < entries.items.size()) {
            list.add(item.take(entries));
        }
        return list;
    }

    /** The index of a member. */
    int member() throws MalformedPacket {
        long n = bits();
        if (n < 0 || n >= members) {
            throw wrong("the index of one of " + members + " members");
        }
        return (int) n;
    }

    boolean flag() throws MalformedPacket {
        long n = bits();
        if (n != 0 && n != 1) {
            throw wrong("0 or 1");
        }
        return n == 1;
    }

    /** A vector: one count for each member. */
    long[] vector() throws MalformedPacket {
        Fields entries = of(next(), members);
        if (entries.items.size() != members) {
            throw wrong("one entry for each of " + members + " members");
        }
        long[] vec = new long[members];
        for (int i = 0; i < members; i++) {
            vec[i] = entries.count();
        }
        return vec;
    }

    List<Integer> memberList() throws MalformedPacket {
        return list(Fields::member);
    }

    Fields nested() throws MalformedPacket {
        return of(next(), members);
    }

    /** Checks that everything was taken. */
    <T> T end(T value) throws MalformedPacket {
        if (at < items.size()) {
            throw new MalformedPacket("too many fields: " + new Json.Arr(items).toText());
        }
        return value;
    }

    private Json next() throws MalformedPacket {
        if (at == items.size()) {
            throw new MalformedPacket("too few fields: " + new Json.Arr(items).toText());
        }
        return items.get(at++);
    }

    private MalformedPacket wrong(String needed) {
        return new MalformedPacket(needed + " is needed, not " + items.get(at - 1).toText());
    }
}
