package org.espalier.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.espalier.core.cast.CastMessage;
import org.espalier.core.link.ArqLink;
import org.espalier.core.node.Order;
import org.espalier.core.node.Packet;
import org.junit.jupiter.api.Test;

class DamageTest {

    private static final int TRIES = 5_000;

    private static final Packet PACKET = new Packet(1, 1, List.of(new Packet.OnLink(new ArqLink.Data<>(1, 1, 3, true,
            new Packet.OnCast(Order.FIFO, new CastMessage.Msg(1, 2, 3, Payload.of(300)))))));

    private static int message(Packet packet) {
        return packet.frames().getFirst() instanceof Packet.OnLink(ArqLink.Data<Packet.Body> data)
                && data.payload() instanceof Packet.OnCast(var order, CastMessage.Msg msg)
                        ? Payload.message(msg.payload())
                        : -1;
    }

    /** How many packets come through whose payload is another one. */
    private static int wrong(boolean checksum) {
        Damage damage = new Damage(3, checksum);
        int wrong = 0;
        for (long luck = 0; luck < TRIES; luck++) {
            Packet read = damage.read(0, 1, PACKET, luck);
            wrong += read != null && message(read) != 300 ? 1 : 0;
        }
        return wrong;
    }

    @Test
    void aDamagedPacket_isDropped_andWithoutAChecksumItOftenComesThrough() {
        assertThat(wrong(true)).isZero();
        assertThat(wrong(false)).isGreaterThan(TRIES / 100);
    }

    @Test
    void aPayload_isItsMessage_andText() {
        for (int message : new int[]{0, 1, 127, 128, 300, 16_384, (1 << 28) - 1}) {
            assertThat(Payload.message(Payload.of(message))).isEqualTo(message);
            assertThat(Payload.of(message)).doesNotContain((byte) -1).hasSize(Payload.BYTES);
        }
        assertThat(Payload.message(new byte[3])).isNegative();
    }
}
