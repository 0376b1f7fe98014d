package org.espalier.conform;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/** The components of a record type under their names in the specification. */
final class Fields {

    private final List<String> names = new ArrayList<>();
    private final List<MethodHandle> readers = new ArrayList<>();

    private Fields(Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            Spelled spelled = component.getAnnotation(Spelled.class);
            names.add(spelled == null ? component.getName() : spelled.value());
            try {
                component.getAccessor().setAccessible(true);
                readers.add(MethodHandles.lookup().unreflect(component.getAccessor())
                        .asType(java.lang.invoke.MethodType.methodType(Object.class, Object.class)));
            } catch (IllegalAccessException e) {
                throw new IllegalArgumentException(type + " hides its components", e);
            }
        }
    }

    private static final ClassValue<Fields> ALL = new ClassValue<>() {
        @Override
        protected Fields computeValue(Class<?> type) {
            if (!type.isRecord()) {
                throw new IllegalArgumentException(type.getName() + " has no counterpart in TLA+");
            }
            return new Fields(type);
        }
    };

    static Fields of(Class<?> type) {
        return ALL.get(type);
    }

    List<String> names() {
        return names;
    }

    /** What the components are, in the order of {@link #names}. */
    Object[] read(Object record) {
        Object[] values = new Object[readers.size()];
        try {
            for (int i = 0; i < values.length; i++) {
                values[i] = (Object) readers.get(i).invokeExact(record);
            }
        } catch (Throwable e) {
            throw new IllegalArgumentException(record.getClass().getName() + " cannot be read", e);
        }
        return values;
    }
}
