package assay.runtime;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.LogManager;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.Reporter;

/**
 * What the warm-up changes in the process, taken back: the candidate's program finds system properties, logging, temporary
 * files and threads as in a Java that has just started.
 */
final class Leftovers {

    private static final Path TEMPORARY = Path.of("/tmp");
    /** How long threads of closed servers and pools may take to end, milliseconds. */
    private static final long THREADS_MS = 5_000;
    /** Files by which Logback is configured, in its own words. */
    private static final List<String> LOGBACK_FILES = List.of("logback.xml", "logback-test.xml");

    private final Properties properties = (Properties) System.getProperties().clone();
    private final Set<Path> files = temporaryFiles();
    private final Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());

    Leftovers() throws IOException {}

    /**
     * Takes back what was changed since this object was made.
     *
     * @return names of threads that have not ended; there are none unless the warm-up is wrong
     */
    Set<String> remove() throws IOException, InterruptedException {
        Set<String> left = waitForThreads();
        System.setProperties(properties);
        // After the properties: a log manager reads them, and console handlers keep the System.err that they find.
        LogManager.getLogManager().readConfiguration();
        resetLogback();
        List<Path> made = temporaryFiles().stream()
                .filter(file -> !files.contains(file))
                .sorted(Comparator.reverseOrder())
                .toList();
        for (Path file : made) {
            Files.deleteIfExists(file);
        }
        return left;
    }

    /** Configures Logback as its first use in a new process does, where the program brings a configuration. */
    static void configureLogback(Path classes) {
        if (LOGBACK_FILES.stream().anyMatch(name -> Files.exists(classes.resolve(name)))) {
            resetLogback();
        }
    }

    /** The loggers stay, since classes of the libraries hold them; levels, appenders and filters go. */
    private static void resetLogback() {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        context.getStatusManager().clear();
        try {
            new ContextInitializer(context).autoConfig();
        } catch (JoranException fault) {
            // As at Logback's own first use: reported on standard error, and the program goes on.
            Reporter.error("Failed to auto configure default logger context", fault);
        }
    }

    private Set<String> waitForThreads() throws InterruptedException {
        long end = System.nanoTime() + THREADS_MS * 1_000_000;
        while (true) {
            Set<String> left = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> !threads.contains(thread) && !isOfTheVirtualMachine(thread))
                    .map(Thread::getName)
                    .collect(Collectors.toCollection(TreeSet::new));
            if (left.isEmpty() || System.nanoTime() > end) {
                return left;
            }
            Thread.sleep(10);
        }
    }

    private static boolean isOfTheVirtualMachine(Thread thread) {
        return thread.getThreadGroup() == null || thread.getThreadGroup().getName().matches("system|InnocuousThreadGroup");
    }

    private static Set<Path> temporaryFiles() throws IOException {
        try (Stream<Path> found = Files.walk(TEMPORARY)) {
            return found.collect(Collectors.toSet());
        }
    }
}
