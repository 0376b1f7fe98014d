package org.espalier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

class ServeCommandTest {

    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        CommandLine line = Espalier.commandLine();
        line.setErr(new PrintWriter(err, true));
        return line.execute(args);
    }

    @Test
    void noStore_isOneLine() {
        assertThat(run("serve", "--store", "/no/such/store")).isEqualTo(ExitCode.BAD_ARGUMENTS);
        assertThat(err.toString().lines()).hasSize(1).first().asString().contains("/no/such/store");
    }

    @Test
    void portInUse_isOneLine(@TempDir Path store) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            assertThat(run("serve", "--store", store.toString(), "--port", port)).isEqualTo(ExitCode.BAD_ARGUMENTS);
            assertThat(err.toString().lines()).hasSize(1).first().asString().contains("--port: " + port + " is taken");
        }
    }
}
