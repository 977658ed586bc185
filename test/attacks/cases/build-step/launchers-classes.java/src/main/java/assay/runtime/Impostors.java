package assay.runtime;

import java.util.List;

/** The name of a record that is nested in the launcher's class Frames. */
record Frames$BuildFailed(String type, List<?> diagnostics) {
    static {
        System.err.println("BREACH code ran in the build");
    }
}
