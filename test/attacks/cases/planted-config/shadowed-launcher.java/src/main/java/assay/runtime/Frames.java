package assay.runtime;

import java.util.List;

final class Frames {

    record Diagnostic(String file, Long line, Long column, String message) {
        static {
            System.err.println("BREACH it ran before it was built");
        }
    }

    record BuildFailed(String type, List<Diagnostic> diagnostics) {
        static {
            System.err.println("BREACH it ran before it was built");
        }
    }
}
