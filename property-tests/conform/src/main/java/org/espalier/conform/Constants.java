package org.espalier.conform;

import java.util.Map;
import java.util.Set;

/**
 * The constants of a model, decoded: what the world is built from.
 *
 * @param values by name; in Java's types as {@link Codec} gives them
 * @param replaced the definition that takes the place of an operator or constant, by name
 */
public record Constants(Map<String, Object> values, Map<String, String> replaced) {

    /** A number. */
    public int number(String name) {
        return Math.toIntExact((Long) value(name));
    }

    /** A truth value. */
    public boolean truth(String name) {
        return (Boolean) value(name);
    }

    /** A set. */
    public Set<?> set(String name) {
        return (Set<?>) value(name);
    }

    /** A function. */
    public Map<?, ?> function(String name) {
        return (Map<?, ?>) value(name);
    }

    /** The name of the definition used for {@code name}: its own when the model replaces it by none. */
    public String definition(String name) {
        return replaced.getOrDefault(name, name);
    }

    /** Any value. */
    public Object value(String name) {
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the model has no constant " + name);
        }
        return value;
    }
}
