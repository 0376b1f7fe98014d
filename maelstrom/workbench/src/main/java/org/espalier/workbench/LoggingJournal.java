package org.espalier.workbench;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.espalier.workbench.net.Fate;
import org.espalier.workbench.net.Journal;
import org.espalier.workbench.net.Message;

/** Shows messages as they are sent or delivered, and passes them on. */
final class LoggingJournal implements Journal {

    private final Journal next;
    private final Console console;
    private final boolean send;
    private final boolean receive;

    LoggingJournal(Journal next, Console console, boolean send, boolean receive) {
        this.next = next;
        this.console = console;
        this.send = send;
        this.receive = receive;
    }

    @Override
    public void sent(Message message) {
        if (send) {
            show("send", message, message.body(), message.sentNanos());
        }
        next.sent(message);
    }

    @Override
    public void ended(Message message, Fate fate, long atNanos) {
        if (receive && fate.arrived()) {
            show(fate == Fate.CORRUPTED ? "recv (corrupted)" : "recv", message, message.arriving(), atNanos);
        }
        next.ended(message, fate, atNanos);
    }

    private void show(String what, Message m, byte[] body, long nanos) {
        console.log(String.format(Locale.ROOT, "%9.3f %s %d %s → %s %s", nanos / 1e9, what, m.id(), m.src(), m.dest(),
                new String(body, StandardCharsets.UTF_8)));
    }
}
