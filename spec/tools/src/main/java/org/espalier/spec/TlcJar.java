package org.espalier.spec;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.jar.JarFile;

/**
 * The archive that TLC comes from.
 *
 * @param path    the file
 * @param bundled it is the one we ship, whose known defects the manifest pins
 */
public record TlcJar(Path path, boolean bundled) {

    /** The TLC on our own class path. */
    public static TlcJar shipped() throws IOException {
        return new TlcJar(home(tlc2.TLC.class), true);
    }

    /**
     * A TLC that the user brings.
     *
     * @throws IOException with one clear line when the file is no TLC
     */
    public static TlcJar of(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + ": no such file");
        }
        try (JarFile jar = new JarFile(file.toFile())) {
            if (jar.getEntry("tlc2/TLC.class") == null) {
                throw new IOException(file + " has no tlc2.TLC in it: it should be a tla2tools.jar");
            }
        } catch (java.util.zip.ZipException e) {
            throw new IOException(file + " is not a jar file: it should be a tla2tools.jar", e);
        }
        return new TlcJar(file.toAbsolutePath(), false);
    }

    /** Where a class was loaded from. */
    static Path home(Class<?> type) throws IOException {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        URL location = source == null ? null : source.getLocation();
        if (location == null) {
            throw new IOException(type.getName() + " comes from no file");
        }
        try {
            return Path.of(location.toURI());
        } catch (URISyntaxException e) {
            throw new IOException(location + ": no path", e);
        }
    }
}
