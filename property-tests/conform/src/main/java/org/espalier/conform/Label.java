package org.espalier.conform;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A step's name: the action and what its parameters are bound to, in the order of the definition.
 *
 * @param action the operator's name in the module
 * @param arguments Long, Boolean, String, {@link Atom}, and lists and sets of them
 */
public record Label(String action, List<Object> arguments) {

    public Label {
        arguments = arguments.stream().map(Label::plain).toList();
    }

    /** The step {@code action(arguments)}. */
    public static Label of(String action, Object... arguments) {
        return new Label(action, Arrays.asList(arguments));
    }

    private static Object plain(Object argument) {
        return argument instanceof Integer i ? (Object) i.longValue() : argument;
    }

    @Override
    public String toString() {
        return arguments.isEmpty()
                ? action
                : action + arguments.stream().map(Codec::text).collect(Collectors.joining(", ", "(", ")"));
    }
}
