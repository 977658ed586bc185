package assay.runtime;

import assay.runtime.Frames.Diagnostic;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The waiting process of the Java runtime. It warms compiler, frameworks and driver, takes the candidate's files as one
 * frame on standard input, compiles them into a folder that has been first on the class path all along, and then becomes
 * their program: same process, same class loader, main thread, standard input empty. Up to the {@code built} frame no line
 * of the candidate's has run.
 *
 * <p>With the argument {@code --train} it stops after the warm-up: the image is built with an archive of the classes that
 * it has loaded.
 */
public final class Launcher {

    private static final String MAIN_CLASS = "app.Main";
    private static final String MAIN_FILE = "src/main/java/app/Main.java";
    /** What answers calls of functions. As a command it starts anew; here the class that it starts is warm already. */
    private static final String FUNCTION_HOST = "/opt/assay/functions";

    private Launcher() {}

    public static void main(String[] arguments) throws Throwable {
        boolean training = Arrays.asList(arguments).contains("--train");
        Frames.Go go = receive(training);
        if (go == null) {
            return;
        }
        if (go.exec() == null) {
            become(mainMethod());
        } else if (go.exec().getFirst().equals(FUNCTION_HOST)) {
            FunctionHost.main(new String[0]);
        } else {
            ThisProcess.become(go.exec());
        }
    }

    /** Waits for the work, and leaves it compiled. Null when there is none, or when it does not compile. */
    private static Frames.Go receive(boolean training) throws Exception {
        var frames = new Frames();
        Frames.Go go;
        try (var compiler = new Compiler(libraries())) {
            var leftovers = new Leftovers();
            new WarmUp(compiler, System.getenv()).run();
            frames.rehearse();
            Set<String> threads = leftovers.remove();
            if (training) {
                if (!threads.isEmpty()) {
                    throw new IllegalStateException("threads of the warm-up have not ended: " + threads);
                }
                return null;
            }
            // So that the program starts with an empty heap, and collects no garbage that is not its own.
            System.gc();
            frames.ready();
            go = frames.awaitGo();
            if (go == null) {
                return null;
            }
            ThisProcess.emptyStandardInput();
            ThisProcess.startClock();
            List<Diagnostic> diagnostics = Project.build(compiler, go);
            if (!diagnostics.isEmpty()) {
                frames.buildFailed(diagnostics);
                return null;
            }
        }
        if (go.entry().equals(MAIN_FILE) && mainMethod() == null) {
            String message = MAIN_FILE + " must declare a class " + MAIN_CLASS + " with public static void main(String[]).";
            frames.buildFailed(List.of(new Diagnostic(MAIN_FILE, null, null, message)));
            return null;
        }
        frames.built();
        // A configuration may name classes of the candidate's, so the build is over before it is read.
        Leftovers.configureLogback(Project.CLASSES);
        return go;
    }

    /** Runs the program in the main thread. What it throws ends the process as Java itself would, and looks the same. */
    private static void become(Method program) throws Throwable {
        System.setProperty("sun.java.command", MAIN_CLASS);
        try {
            program.invoke(null, (Object) new String[0]);
        } catch (InvocationTargetException thrown) {
            for (Throwable each = thrown.getCause(); each != null; each = each.getCause()) {
                withoutLauncher(each);
            }
            throw thrown.getCause();
        }
    }

    /** The candidate's own frames end with their main method; below it there is only this launcher. */
    private static void withoutLauncher(Throwable thrown) {
        StackTraceElement[] trace = thrown.getStackTrace();
        for (int depth = trace.length - 1; depth >= 0; depth--) {
            if (trace[depth].getClassName().equals(MAIN_CLASS) && trace[depth].getMethodName().equals("main")) {
                thrown.setStackTrace(Arrays.copyOf(trace, depth + 1));
                return;
            }
        }
    }

    /** The program's main method, or null; its class is loaded, but nothing of it has run. */
    private static Method mainMethod() {
        try {
            Method main = Class.forName(MAIN_CLASS, false, ClassLoader.getSystemClassLoader())
                    .getDeclaredMethod("main", String[].class);
            main.setAccessible(true);
            boolean fits = Modifier.isStatic(main.getModifiers()) && Modifier.isPublic(main.getModifiers());
            return fits && main.getReturnType() == void.class ? main : null;
        } catch (ClassNotFoundException | NoSuchMethodException absent) {
            return null;
        }
    }

    /** What the candidate may import: the libraries of the class path. */
    private static List<Path> libraries() {
        return Stream.of(System.getProperty("java.class.path").split(":"))
                .filter(entry -> entry.startsWith("/opt/java/lib/"))
                .map(Path::of)
                .toList();
    }
}
