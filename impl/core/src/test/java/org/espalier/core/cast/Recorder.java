package org.espalier.core.cast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An outbox that writes everything down, as text. */
final class Recorder implements CastOutbox {

    int room = Integer.MAX_VALUE;
    final List<String> did = new ArrayList<>();

    /** What was done since the last call. */
    List<String> take() {
        List<String> taken = List.copyOf(did);
        did.clear();
        return taken;
    }

    @Override
    public int room(int peer) {
        return room;
    }

    @Override
    public void send(int peer, CastMessage message) {
        if (room-- <= 0) {
            throw new AssertionError("sent beyond the room: " + message);
        }
        did.add("to " + peer + " " + text(message));
    }

    private static String text(CastMessage message) {
        return switch (message) {
            case CastMessage.Sub(long sid, long[] vec) -> "Sub " + sid + " " + Arrays.toString(vec);
            case CastMessage.Unsub(long sid) -> "Unsub " + sid;
            case CastMessage.Accept(long sid) -> "Accept " + sid;
            case CastMessage.Busy(long sid) -> "Busy " + sid;
            case CastMessage.NeedSnapshot(long sid) -> "NeedSnapshot " + sid;
            case CastMessage.SnapshotRequest(long sid, long[] vec) -> "SnapshotRequest " + sid + " "
                    + Arrays.toString(vec);
            case CastMessage.Snapshot(long sid, long[] vec, byte[] state) -> "Snapshot " + sid + " "
                    + Arrays.toString(vec) + " of " + state.length + " bytes";
            case CastMessage.Msg(long sid, int origin, long seq, byte[] payload) -> "Msg " + sid + " " + origin + ":"
                    + seq;
            case CastMessage.Close(long sid) -> "Close " + sid;
            case CastMessage.Digest(long[] vec) -> "Digest " + Arrays.toString(vec);
        };
    }

    @Override
    public void deliver(int origin, long seq, byte[] payload) {
        did.add("deliver " + origin + ":" + seq);
    }

    @Override
    public void snapshotNeeded(int peer) {
        did.add("snapshotNeeded " + peer);
    }

    @Override
    public void snapshotWanted(int peer, long sid) {
        did.add("snapshotWanted " + peer + " " + sid);
    }

    @Override
    public void install(long[] vec, byte[] state) {
        did.add("install " + Arrays.toString(vec));
    }
}
