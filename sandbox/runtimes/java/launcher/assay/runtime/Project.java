package assay.runtime;

import assay.runtime.Frames.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The candidate's files, laid out and built as Maven does it. */
final class Project {

    private static final Path APP = Path.of("/app");
    private static final Path SOURCES = APP.resolve("src/main/java");
    private static final Path RESOURCES = APP.resolve("src/main/resources");
    private static final Path TARGET = APP.resolve("target");
    /** The first entry of the class path. */
    static final Path CLASSES = TARGET.resolve("classes");

    private Project() {}

    /** @return what is wrong with the files; empty when the program was built */
    static List<Diagnostic> build(Compiler compiler, Frames.Go go) throws IOException {
        if (go.files().stream().noneMatch(file -> file.path().equals(go.entry()))) {
            return List.of(fault(go.entry(), "There is no " + go.entry() + ": the program starts there."));
        }
        for (Frames.SourceFile file : go.files()) {
            Path path = APP.resolve(file.path());
            if (path.startsWith(TARGET)) {
                return List.of(fault(file.path(), "The folder target is made by the build: put the file elsewhere."));
            }
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.content());
        }
        copyResources();
        return compiler.compile(APP, SOURCES, CLASSES);
    }

    private static void copyResources() throws IOException {
        if (!Files.isDirectory(RESOURCES)) {
            return;
        }
        try (Stream<Path> found = Files.walk(RESOURCES)) {
            for (Path file : (Iterable<Path>) found.filter(Files::isRegularFile)::iterator) {
                Path target = CLASSES.resolve(RESOURCES.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    private static Diagnostic fault(String file, String message) {
        return new Diagnostic(file, null, null, message);
    }
}
