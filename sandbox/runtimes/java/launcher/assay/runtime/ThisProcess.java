package assay.runtime;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the launcher needs of the operating system and Java has no call for: a few lines of C. */
final class ThisProcess {

    static {
        System.load("/opt/assay/libprocess.so");
    }

    private ThisProcess() {}

    /** Puts {@code /dev/null} in place of descriptor 0, under {@link System#in}, which has read nothing yet. */
    static void emptyStandardInput() {
        check(openEmptyInput(), "standard input could not be emptied");
    }

    /** Sends SIGUSR1 to process 1: from now on it counts the wall limit. */
    static void startClock() {
        check(signalFirstProcess(), "process 1 could not be told of the go");
    }

    /** Runs a command in place of this process, which ends here. */
    static void become(List<String> command) {
        byte[][] words = command.stream().map(word -> word.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
        check(execute(words), command.getFirst() + " could not be started");
    }

    private static void check(int errno, String failure) {
        if (errno != 0) {
            throw new IllegalStateException(failure + " (error " + errno + ")");
        }
    }

    private static native int openEmptyInput();

    private static native int signalFirstProcess();

    private static native int execute(byte[][] command);
}
