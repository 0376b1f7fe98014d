package org.espalier.node.wire;

/** A message body that is no packet; the message is one line that says what is wrong with it. */
public final class MalformedPacket extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedPacket(String what) {
        super(what, null, false, false); // no stack: it is the sender's defect, not ours
    }
}
