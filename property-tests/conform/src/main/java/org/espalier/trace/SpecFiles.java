package org.espalier.trace;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import util.SimpleFilenameToStream;

/** Finds modules in our folders first: TLC would take one of the same name in the working directory. */
final class SpecFiles extends SimpleFilenameToStream {

    private final List<Path> folders;

    SpecFiles(Path... folders) {
        this.folders = List.of(folders);
    }

    @Override
    public File resolve(String name, boolean isModule) {
        for (Path folder : folders) {
            Path file = folder.resolve(isModule && !name.endsWith(".tla") ? name + ".tla" : name);
            if (Files.isRegularFile(file)) {
                return new TLAFile(file.toString(), this);
            }
        }
        return super.resolve(name, isModule);
    }
}
