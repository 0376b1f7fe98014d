package org.espalier.checkers.definitions;

import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * A checker beside the definition of what it checks.
 *
 * @param checker what it is called
 * @param definition {@code FifoCast_GapFree} for {@code FifoCast.tla!GapFree}
 * @param part the part of a story that both are asked about
 * @param applies whether they are asked about that part
 * @param holds what the checker says
 * @param defined what TLC says, from the definition
 */
record Judge(String checker, String definition, Function<Story, Story> part, Predicate<Story> applies,
        Predicate<Story> holds, Predicate<Story> defined) {

    /** What the two say of a history: whether the property holds. */
    record Opinions(Judge judge, Story of, boolean checker, boolean definition) {

        boolean differ() {
            return checker != definition;
        }

        @Override
        public String toString() {
            return judge.checker + (checker ? " finds nothing" : " finds a violation") + ", and " + judge.cited()
                    + (definition ? " holds" : " does not hold") + " of " + of;
        }
    }

    /** What they say, or null if they are not asked about this history. */
    @Nullable
    Opinions ask(Story story) {
        Story asked = part.apply(story);
        return applies.test(asked) ? new Opinions(this, asked, holds.test(asked), defined.test(asked)) : null;
    }

    /** {@code FifoCast.tla!GapFree}. */
    String cited() {
        return definition.replace("_", ".tla!");
    }

    /** The same definition beside another checker. */
    Judge with(String other, Predicate<Story> says) {
        return new Judge(other, definition, part, applies, says, defined);
    }
}
