package assay.runtime;

import java.util.List;

record Frames$BuildFailed(String type, List<?> diagnostics) {
    static {
        System.err.println("BREACH code ran in the build");
    }
}
