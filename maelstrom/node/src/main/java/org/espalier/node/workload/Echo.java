package org.espalier.node.workload;

import org.espalier.node.json.Json;

/** {@code echo}: gives back what it was given, untouched. */
public final class Echo implements Workload {

    @Override
    public void request(Request request, Reply reply) throws RequestException {
        if (!request.type().equals("echo")) {
            throw RequestException.notSupported("echo answers echo, not " + request.type());
        }
        Json value = request.require("echo");
        reply.ok("echo_ok").name("echo").value(value);
    }
}
