package org.espalier.checkers.txn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.espalier.checkers.txn.ConsistencyModel.READ_COMMITTED;
import static org.espalier.checkers.txn.ConsistencyModel.READ_UNCOMMITTED;
import static org.espalier.checkers.txn.ConsistencyModel.REPEATABLE_READ;
import static org.espalier.checkers.txn.ConsistencyModel.SERIALIZABLE;
import static org.espalier.checkers.txn.ConsistencyModel.SNAPSHOT_ISOLATION;
import static org.espalier.checkers.txn.ConsistencyModel.STRICT_SERIALIZABLE;

import java.util.EnumSet;
import java.util.Set;

import org.junit.jupiter.api.Test;

class ConsistencyModelTest {

    @Test
    void strongOnes_implyWeakOnes_andOfTwoInTheMiddleNeitherImpliesTheOther() {
        for (ConsistencyModel model : ConsistencyModel.values()) {
            assertThat(STRICT_SERIALIZABLE.implies(model)).isTrue();
            assertThat(model.implies(READ_UNCOMMITTED)).isTrue();
            assertThat(ConsistencyModel.named(model.label())).isEqualTo(model);
        }
        assertThat(SNAPSHOT_ISOLATION.implies(REPEATABLE_READ)).isFalse();
        assertThat(REPEATABLE_READ.implies(SNAPSHOT_ISOLATION)).isFalse();
        assertThat(READ_COMMITTED.implies(SERIALIZABLE)).isFalse();
    }

    @Test
    void whatRulesOutOne_rulesOutAllThatImplyIt() {
        Set<ConsistencyModel> impossible = ConsistencyModel.impossible(Set.of(SNAPSHOT_ISOLATION, SERIALIZABLE));
        assertThat(impossible).isEqualTo(EnumSet.range(SNAPSHOT_ISOLATION, STRICT_SERIALIZABLE));
        assertThat(ConsistencyModel.weakest(impossible)).containsExactly(SNAPSHOT_ISOLATION);
    }

    @Test
    void unknownName_isAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> ConsistencyModel.named("linearizable")).hasMessageStartingWith(
                "one of read-uncommitted, read-committed, repeatable-read, snapshot-isolation, serializable,");
    }
}
