package assay.runtime;

import assay.runtime.Frames.Diagnostic;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * javac in this process, with the options of a Maven build of Spring Boot. The list of what is in the libraries, which is
 * slow to make, is kept from one compilation to the next until the compiler is closed.
 */
final class Compiler implements AutoCloseable {

    /** -parameters: Spring binds by parameter names. Processors could run the candidate's code during the build. */
    private static final List<String> OPTIONS = List.of("-parameters", "-g", "-proc:none", "-nowarn");

    private static final int MOST_DIAGNOSTICS = 50;
    /** Characters. 50 of them, escaped, stay below the largest frame of 1 MiB. */
    private static final int LONGEST_MESSAGE = 2_000;

    private final JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    private final StandardJavaFileManager files =
            javac.getStandardFileManager(null, Locale.ENGLISH, StandardCharsets.UTF_8);

    /** @param libraries what the sources may import; never the launcher itself */
    Compiler(List<Path> libraries) throws IOException {
        files.setLocationFromPaths(StandardLocation.CLASS_PATH, libraries);
    }

    /**
     * Compiles every .java file of a folder.
     *
     * @param root what paths in diagnostics are relative to
     * @return what is wrong with the sources; empty when all classes were written
     */
    List<Diagnostic> compile(Path root, Path sources, Path classes) throws IOException {
        List<Path> found = javaFilesIn(sources);
        if (found.isEmpty()) {
            return List.of();
        }
        files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
        var collector = new DiagnosticCollector<JavaFileObject>();
        var said = new StringWriter();
        boolean compiled;
        try {
            compiled = javac.getTask(said, files, collector, OPTIONS, null, files.getJavaFileObjectsFromPaths(found))
                    .call();
        } catch (RuntimeException | StackOverflowError fault) {
            // javac itself gave up on these sources, for example on an expression that is nested too deeply.
            compiled = false;
            said.write(fault.toString());
        }
        if (compiled) {
            return List.of();
        }
        List<Diagnostic> diagnostics = collector.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == javax.tools.Diagnostic.Kind.ERROR)
                .limit(MOST_DIAGNOSTICS)
                .map(diagnostic -> asFrame(diagnostic, root))
                .toList();
        return diagnostics.isEmpty()
                ? List.of(new Diagnostic(root.relativize(found.getFirst()).toString(), null, null, cut(said.toString())))
                : diagnostics;
    }

    @Override
    public void close() throws IOException {
        files.close();
    }

    private static Diagnostic asFrame(javax.tools.Diagnostic<? extends JavaFileObject> diagnostic, Path root) {
        String file = diagnostic.getSource() == null
                ? ""
                : root.relativize(Path.of(diagnostic.getSource().toUri())).toString();
        return new Diagnostic(
                file,
                position(diagnostic.getLineNumber()),
                position(diagnostic.getColumnNumber()),
                cut(diagnostic.getMessage(Locale.ENGLISH)));
    }

    private static Long position(long number) {
        return number == javax.tools.Diagnostic.NOPOS ? null : number;
    }

    private static String cut(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE);
    }

    private static List<Path> javaFilesIn(Path sources) throws IOException {
        var found = new ArrayList<Path>();
        if (Files.isDirectory(sources)) {
            Files.walkFileTree(sources, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.toString().endsWith(".java")) {
                        found.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        }
        found.sort(null);
        return found;
    }
}
