package org.espalier.core.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;

import org.espalier.core.Observer;
import org.espalier.core.SpecViolation;
import org.espalier.core.overlay.Tree.Input;
import org.espalier.core.overlay.Tree.Message;
import org.espalier.core.overlay.Tree.Message.Accept;
import org.espalier.core.overlay.Tree.Message.Attach;
import org.espalier.core.overlay.Tree.Message.Busy;
import org.espalier.core.overlay.Tree.Message.Detach;
import org.junit.jupiter.api.Test;

/** One member at a time, in a binary heap of eight that allows two children. */
class TreeTest {

    private static final long V = (1L << 20) + 1; // the first version of a first life
    private static final Tree.Config CONFIG = new Tree.Config(8, 2, 2, 1000, 200, 3000);

    private final Recorder out = new Recorder();

    // ---- as a child

    @Test
    void firstTick_nobodySuspected_asksTheHeapParentAtOnce() {
        Tree tree = started(5);

        assertThat(out.takeSent()).containsExactly(sent(2, new Attach(V)));
        assertThat(tree.candidate()).isEqualTo(2);
        assertThat(tree.parent()).isEqualTo(-1);
    }

    @Test
    void firstTick_member0_asksNobodyAndNeedsNoTick() {
        Tree tree = started(0);

        assertThat(out.takeSent()).isEmpty();
        assertThat(tree.wakeAt()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void accept_ofThisAttempt_makesTheEdge() {
        Tree tree = attached(5, 2);

        assertThat(tree.parent()).isEqualTo(2);
        assertThat(tree.candidate()).isEqualTo(-1);
        assertThat(out.edges).containsExactly(2);
        assertThat(out.watched).containsExactly(2);
    }

    @Test
    void accept_ofAnAttemptThatIsOver_isAnsweredWithDetach() {
        Tree tree = started(5);
        step(tree, new Input.Suspect(2)); // gives up on 2 and asks 0 under the next version
        assertThat(out.takeSent()).containsExactly(sent(2, new Attach(V)), sent(0, new Attach(V + 1)));
        step(tree, new Input.Trust(2));

        receive(tree, 2, new Accept(V));

        assertThat(out.takeSent()).containsExactly(sent(2, new Detach(V)));
        assertThat(tree.parent()).isEqualTo(-1);
        assertThat(tree.staleFrames()).isEqualTo(1);
    }

    @Test
    void accept_ofTheCandidateUnderAnOldVersion_isNotTaken() {
        Tree tree = started(5);
        step(tree, new Input.Suspect(2));
        receive(tree, 0, new Busy(V + 1, List.of()));
        step(tree, new Input.Trust(2));
        out.takeSent();
        assertThat(tree.candidate()).isEqualTo(2);

        receive(tree, 2, new Accept(V));

        assertThat(tree.parent()).isEqualTo(-1);
        assertThat(out.takeSent()).containsExactly(sent(2, new Detach(V)));
    }

    @Test
    void parentSuspected_asksTheNextAncestorInTheSameStep() {
        Tree tree = attached(5, 2);
        out.takeUpcalls();

        step(tree, new Input.Suspect(2));

        assertThat(out.takeSent()).containsExactly(sent(0, new Attach(V + 1)));
        assertThat(out.takeUpcalls()).containsExactly("down 2", "unwatch 2", "watch 0");
    }

    @Test
    void betterParentTrusted_isAskedWhileTheOldOneIsKept() {
        Tree tree = attachedToGrandparent();

        step(tree, new Input.Trust(2));
        assertThat(out.takeSent()).containsExactly(sent(2, new Attach(V + 2)));
        assertThat(tree.parent()).isZero();
        assertThat(out.edges).containsExactly(0);

        receive(tree, 2, new Accept(V + 2));
        assertThat(out.takeSent()).containsExactly(sent(0, new Detach(V + 1)));
        assertThat(tree.parent()).isEqualTo(2);
        assertThat(out.edges).containsExactly(2);
    }

    @Test
    void betterParentFull_oldOneIsKeptAndTheBetterPolledLater() {
        Tree tree = attachedToGrandparent();
        step(tree, new Input.Trust(2));
        out.takeSent();

        receive(tree, 2, new Busy(V + 2, List.of(3, 4)));
        assertThat(tree.parent()).isZero();
        assertThat(tree.candidate()).isEqualTo(-1);
        assertThat(out.takeSent()).isEmpty();

        tick(tree, 2999);
        assertThat(out.takeSent()).doesNotContain(sent(2, new Attach(V + 3)));
        tick(tree, 3000);
        assertThat(out.takeSent()).contains(sent(2, new Attach(V + 3)));
    }

    @Test
    void refusedOrphan_asksAChildOfTheFullMemberBelowItself() {
        Tree tree = started(5);
        out.takeSent();

        receive(tree, 2, new Busy(V, List.of(3, 6)));

        assertThat(out.takeSent()).containsExactly(sent(3, new Attach(V + 1)));
    }

    @Test
    void refusedOrphan_withNobodyLeftToAsk_triesAgainAfterAWhile() {
        Tree tree = started(5);
        step(tree, new Input.Suspect(3));
        out.takeSent();

        receive(tree, 2, new Busy(V, List.of(3, 6)));
        assertThat(out.takeSent()).isEmpty();

        tick(tree, tree.wakeAt());
        assertThat(out.takeSent()).containsExactly(sent(2, new Attach(V + 1)));
    }

    @Test
    void evicted_leavesAndAsksAgainUnderANewVersion() {
        Tree tree = attached(5, 2);

        receive(tree, 2, new Busy(V, List.of()));

        assertThat(tree.parent()).isEqualTo(-1);
        assertThat(out.edges).isEmpty();
        assertThat(out.takeSent()).containsExactly(sent(2, new Attach(V + 1)));
    }

    @Test
    void busy_ofAnEdgeThatIsOver_isIgnored() {
        Tree tree = attached(5, 2);
        step(tree, new Input.Suspect(2));
        step(tree, new Input.Trust(2));
        receive(tree, 0, new Accept(V + 1));
        out.takeSent();

        receive(tree, 0, new Busy(V, List.of()));

        assertThat(tree.parent()).isZero();
        assertThat(tree.staleFrames()).isEqualTo(1);
    }

    @Test
    void unansweredAttach_isRepeatedWithBackoffUpToTheHeartbeat() {
        Tree tree = started(5);
        long[] repeats = new long[5];
        for (int x = 0; x < repeats.length; x++) {
            out.takeSent();
            repeats[x] = tree.wakeAt();
            tick(tree, repeats[x]);
            assertThat(out.takeSent()).containsExactly(sent(2, new Attach(V)));
        }
        assertThat(repeats).containsExactly(200, 600, 1400, 2400, 3400);
    }

    @Test
    void frameOfASuspectedMember_isDropped() {
        Tree tree = started(1);
        step(tree, new Input.Suspect(3));
        out.takeSent();

        receive(tree, 3, new Attach(V));

        assertThat(out.takeSent()).isEmpty();
        assertThat(tree.kids()).isEmpty();
        assertThat(tree.framesFromSuspects()).isEqualTo(1);
    }

    // ---- as a parent

    @Test
    void attach_withRoom_isAcceptedAtOnce() {
        Tree tree = started(1);
        out.takeSent();

        receive(tree, 3, new Attach(7));

        assertThat(out.takeSent()).containsExactly(sent(3, new Accept(7)));
        assertThat(tree.kids()).containsExactly(3);
        assertThat(out.edges).containsExactly(3);
    }

    @Test
    void attach_fullOfHigherMembers_evictsTheHighest() {
        Tree tree = fullParent();

        receive(tree, 3, new Attach(9));

        assertThat(out.takeSent()).containsExactlyInAnyOrder(sent(5, new Busy(7, List.of())), sent(3, new Accept(9)));
        assertThat(tree.kids()).containsExactly(3, 4);
        assertThat(out.edges).containsExactly(3, 4);
    }

    @Test
    void attach_fullOfLowerMembers_isRefusedWithTheirNames() {
        Tree tree = fullParent();

        receive(tree, 6, new Attach(9));

        assertThat(out.takeSent()).containsExactly(sent(6, new Busy(9, List.of(4, 5))));
        assertThat(tree.kids()).containsExactly(4, 5);
    }

    @Test
    void attach_ofALowerMember_isNotForThisMember() {
        Tree tree = started(5);
        out.takeSent();

        receive(tree, 3, new Attach(9));

        assertThat(out.takeSent()).isEmpty();
        assertThat(tree.staleFrames()).isEqualTo(1);
    }

    @Test
    void attach_ofAVersionWhoseEdgeIsOver_isToldSo() {
        Tree tree = fullParent();
        step(tree, new Input.Suspect(4));
        step(tree, new Input.Trust(4));

        receive(tree, 4, new Attach(7));

        assertThat(out.takeSent()).containsExactly(sent(4, new Busy(7, List.of())));
        assertThat(tree.kids()).containsExactly(5);
    }

    @Test
    void attach_ofAnOlderVersion_isDropped() {
        Tree tree = fullParent();

        receive(tree, 4, new Attach(6));

        assertThat(out.takeSent()).isEmpty();
        assertThat(tree.staleFrames()).isEqualTo(1);
    }

    @Test
    void attach_ofAChildUnderANewVersion_renewsTheEdge() {
        Tree tree = fullParent();
        out.takeUpcalls();

        receive(tree, 4, new Attach(8));

        assertThat(out.takeSent()).containsExactly(sent(4, new Accept(8)));
        assertThat(out.takeUpcalls()).containsSubsequence("down 4", "up 4");
    }

    @Test
    void detach_ofTheEdge_endsIt() {
        Tree tree = fullParent();

        receive(tree, 4, new Detach(7));

        assertThat(tree.kids()).containsExactly(5);
        assertThat(out.edges).containsExactly(5);
    }

    @Test
    void detach_ofAnOlderEdge_changesNothing() {
        Tree tree = fullParent();

        receive(tree, 4, new Detach(6));

        assertThat(tree.kids()).containsExactly(4, 5);
        assertThat(tree.staleFrames()).isEqualTo(1);
    }

    @Test
    void childSuspected_isDroppedWithoutAWord() {
        Tree tree = fullParent();

        step(tree, new Input.Suspect(4));

        assertThat(tree.kids()).containsExactly(5);
        assertThat(out.takeSent()).isEmpty();
        assertThat(out.watched).doesNotContain(4);
    }

    // ---- heartbeats

    @Test
    void heartbeats_withoutTraffic_leaveAtTheirInterval() {
        Tree tree = attached(1, 0);
        receive(tree, 3, new Attach(7));
        out.takeSent();

        assertThat(tree.wakeAt()).isEqualTo(1000);
        tick(tree, 1000);

        assertThat(out.takeSent()).containsExactlyInAnyOrder(sent(0, new Attach(V)), sent(3, new Accept(7)));
    }

    @Test
    void flush_beforeHalfTheInterval_saysNothing() {
        Tree tree = attached(1, 0);
        receive(tree, 3, new Attach(7));
        out.takeSent();
        tick(tree, 499);

        step(tree, new Input.Flush(0));
        step(tree, new Input.Flush(3));

        assertThat(out.takeSent()).isEmpty();
    }

    @Test
    void flush_afterHalfTheInterval_carriesTheHeartbeatAndPutsOffTheNext() {
        Tree tree = attached(1, 0);
        receive(tree, 3, new Attach(7));
        out.takeSent();
        tick(tree, 500);

        step(tree, new Input.Flush(0));
        step(tree, new Input.Flush(3));
        step(tree, new Input.Flush(0));
        step(tree, new Input.Flush(6));

        assertThat(out.takeSent()).containsExactly(sent(0, new Attach(V)), sent(3, new Accept(7)));
        assertThat(tree.wakeAt()).isEqualTo(1500);
    }

    @Test
    void repeatedAttach_isAnsweredByTheNextDatagramOrSoon() {
        Tree tree = started(0);
        receive(tree, 1, new Attach(7));
        out.takeSent();

        receive(tree, 1, new Attach(7));
        assertThat(out.takeSent()).isEmpty();
        assertThat(tree.wakeAt()).isEqualTo(100);

        step(tree, new Input.Flush(1));
        assertThat(out.takeSent()).containsExactly(sent(1, new Accept(7)));
        assertThat(tree.wakeAt()).isEqualTo(1000);
    }

    // ---- state, limits, bad input

    @Test
    void restore_ofASnapshot_givesTheSameState() {
        Tree tree = attached(1, 0);
        receive(tree, 3, new Attach(7));
        step(tree, new Input.Suspect(2));
        Tree.State state = tree.snapshot();
        assertThat(state).isEqualTo(new Tree.State(0, V, -1, V + 1, List.of(3),
                List.of(0L, 0L, 0L, 7L, 0L, 0L, 0L, 0L), List.of(2)));

        Tree other = new Tree(CONFIG, 1, 9, Observer.NONE);
        other.restore(state);

        assertThat(other.snapshot()).isEqualTo(state);
    }

    @Test
    void restore_ofAParentAbove_isASpecViolation() {
        Tree tree = new Tree(CONFIG, 1, 1, Observer.NONE);
        List<Long> nothing = List.of(0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L);

        assertThatExceptionOfType(SpecViolation.class)
                .isThrownBy(() -> tree.restore(new Tree.State(4, V, -1, V + 1, List.of(), nothing, List.of())))
                .withMessageContaining("ParentBelow");
        assertThatExceptionOfType(SpecViolation.class)
                .isThrownBy(() -> tree.restore(new Tree.State(-1, 0, -1, V, List.of(0), nothing, List.of())))
                .withMessageContaining("DegreeBound");
    }

    @Test
    void secondLife_usesHigherVersionsThanTheFirst() {
        Tree tree = new Tree(CONFIG, 5, 2, Observer.NONE);
        tick(tree, 0);

        assertThat(out.takeSent()).containsExactly(sent(2, new Attach((2L << 20) + 1)));
    }

    @Test
    void config_outOfRange_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Tree.Config(8, 3, 2, 1000, 200, 3000));
        assertThatIllegalArgumentException().isThrownBy(() -> new Tree.Config(8, 2, 2, 100, 200, 3000));
        assertThatIllegalArgumentException().isThrownBy(() -> new Tree.Config(8, 2, 2, 1000, 0, 3000));
        assertThatIllegalArgumentException().isThrownBy(() -> new Tree.Config(0, 2, 2, 1000, 200, 3000));
        assertThatIllegalArgumentException().isThrownBy(() -> new Tree(CONFIG, 5, 0, Observer.NONE));
    }

    @Test
    void time_goingBack_isRefused() {
        Tree tree = started(5);
        tick(tree, 10);

        assertThatIllegalArgumentException().isThrownBy(() -> tick(tree, 9));
    }

    // ---- helpers

    private Tree started(int self) {
        Tree tree = new Tree(CONFIG, self, 1, Observer.NONE);
        tick(tree, 0);
        return tree;
    }

    private Tree attached(int self, int parent) {
        Tree tree = started(self);
        receive(tree, parent, new Accept(V));
        out.takeSent();
        return tree;
    }

    /** Member 5 at 0, because it suspects 2. */
    private Tree attachedToGrandparent() {
        Tree tree = started(5);
        step(tree, new Input.Suspect(2));
        receive(tree, 0, new Accept(V + 1));
        out.takeSent();
        return tree;
    }

    /** Member 2 with the children 4 and 5 under version 7. */
    private Tree fullParent() {
        Tree tree = started(2);
        receive(tree, 4, new Attach(7));
        receive(tree, 5, new Attach(7));
        out.takeSent();
        return tree;
    }

    private void tick(Tree tree, long now) {
        step(tree, new Input.Tick(now));
    }

    private void receive(Tree tree, int from, Message message) {
        step(tree, new Input.Received(from, message));
    }

    private void step(Tree tree, Input input) {
        tree.step(input, out);
    }

    private static Recorder.Sent sent(int to, Message message) {
        return new Recorder.Sent(to, message);
    }
}
