package org.espalier.workbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.espalier.workbench.net.Fate;
import org.junit.jupiter.api.Test;

class PlaneTest {

    private static final Plane PLANE = new Plane(1_000, 2_000, 100, 1_100, 50, 80);

    private static Transit transit(Fate fate, long sent, long due, long at) {
        return new Transit(1, 0, 3, sent, due, at, fate, false, Content.UNKNOWN);
    }

    @Test
    void deliveredMessage_goesFromItsSendingToItsDelivery() {
        Plane.Line line = PLANE.line(transit(Fate.DELIVERED, 1_200, 1_500, 1_510));

        assertThat(line).isEqualTo(new Plane.Line(300, 50, 610, 290, true));
    }

    @Test
    void lostMessage_endsEarlyOnTheWayItWouldHaveTaken() {
        Plane.Line line = PLANE.line(transit(Fate.LOST, 1_200, 1_500, 1_200));

        assertThat(line.arrives()).isFalse();
        assertThat(line.x2()).isEqualTo(300 + Plane.LOST_AT * 300);
        assertThat(line.y2()).isEqualTo(50 + Plane.LOST_AT * 240);
    }

    @Test
    void messageThatDiesAtACut_comesNearItsReceiver() {
        Plane.Line line = PLANE.line(transit(Fate.PARTITIONED, 1_200, 1_500, 1_501));

        assertThat(line.arrives()).isFalse();
        assertThat(line.x2()).isEqualTo(300 + Plane.CUT_AT * 300);
        assertThat(line.y2()).isGreaterThan(PLANE.y(2)).isLessThan(PLANE.y(3));
    }

    @Test
    void numbers_areShort() {
        assertThat(Plane.px(3)).isEqualTo("3");
        assertThat(Plane.px(3.14159)).isEqualTo("3.1");
        assertThat(Plane.px(-0.25)).startsWith("-0.");
    }
}
