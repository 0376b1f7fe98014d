package org.espalier.conform;

/** A model value: a constant of which only its identity is known. */
public record Atom(String name) implements Comparable<Atom> {

    @Override
    public int compareTo(Atom other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
