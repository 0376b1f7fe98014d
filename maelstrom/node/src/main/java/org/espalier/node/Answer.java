package org.espalier.node;

import org.espalier.node.json.Json;
import org.espalier.node.json.JsonWriter;
import org.espalier.node.workload.RequestException;
import org.espalier.node.workload.Result;
import org.espalier.node.workload.Workload;
import org.jspecify.annotations.Nullable;

/**
 * The line that answers one request, at once or later; without a number to quote there is none. One answer is written at a
 * time: nothing else may go to the same writer between its beginning and its end.
 */
final class Answer implements Workload.Reply, Workload.Later {

    /** Maelstrom's {@code timeout}, which is indefinite. */
    private static final int TIMEOUT = 0;
    private static final int NOT_BEGUN = -1;

    private final JsonWriter out;
    private final String src;
    private final String dest;
    private final Json.@Nullable Num msgId;
    private int mark = NOT_BEGUN;
    private boolean later;

    /**
     * @param out where the line goes
     * @param src this node
     * @param dest who asked
     * @param msgId what the request is called, or null when nobody waits for an answer
     */
    Answer(JsonWriter out, String src, String dest, Json.@Nullable Num msgId) {
        this.out = out;
        this.src = src;
        this.dest = dest;
        this.msgId = msgId;
    }

    @Override
    public JsonWriter ok(String type) {
        if (mark == NOT_BEGUN) {
            mark = out.size();
        } else {
            out.truncate(mark);
        }
        out.beginObject().name("src").string(src).name("dest").string(dest).name("body");
        out.beginObject().name("type").string(type);
        if (msgId != null) {
            out.name("in_reply_to").value(msgId);
        }
        return out;
    }

    @Override
    public Workload.Later later() {
        later = true;
        return this;
    }

    /** The workload has returned: the line is whole, unless it comes later. */
    void returned() {
        if (!later) {
            send();
        }
    }

    @Override
    public void done(Result result) {
        try {
            result.to(this);
            send();
        } catch (RequestException e) {
            refused(e);
        } catch (RuntimeException e) { // a defect, which stops the node: half a line would look like another one
            if (mark != NOT_BEGUN) {
                out.truncate(mark);
            }
            throw e;
        }
    }

    @Override
    public void refused(RequestException why) {
        error(why.code(), why.text());
    }

    @Override
    public void unknown(String text) {
        error(TIMEOUT, text);
    }

    void error(int code, String text) {
        ok("error").name("code").number(code).name("text").string(text);
        send();
    }

    private void send() {
        if (mark == NOT_BEGUN) {
            throw new IllegalStateException("a request was left without an answer");
        } else if (msgId == null) {
            out.truncate(mark);
        } else {
            out.endObject().endObject().newline();
        }
    }
}
