package assay.runtime;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The supervisor's side: frames of four bytes of length, big endian, and UTF-8 JSON, on standard input and output.
 * Nothing is buffered and nothing is ever closed, so the streams that the program gets later are untouched.
 */
final class Frames {

    /**
     * The work: the entry file, and all files with their paths below {@code /app}.
     *
     * @param exec the command to run in place of the program, once it is built; null where the program is the service
     */
    record Go(String entry, List<SourceFile> files, List<String> exec) {}

    record SourceFile(String path, String content) {}

    /** A fault that the compiler found. Line and column count from 1; null where there is none. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Diagnostic(String file, Long line, Long column, String message) {}

    private record Event(String type) {}

    private record BuildFailed(String type, List<Diagnostic> diagnostics) {}

    private final ObjectMapper json =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    // The descriptors themselves: System.in and System.out belong to the candidate's program.
    private final DataInputStream in = new DataInputStream(new FileInputStream(FileDescriptor.in));
    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);

    void ready() throws IOException {
        send(new Event("ready"));
    }

    void built() throws IOException {
        send(new Event("built"));
    }

    void buildFailed(List<Diagnostic> diagnostics) throws IOException {
        send(new BuildFailed("build-failed", diagnostics));
    }

    /** Waits for the work. Null when input ends instead: without a supervisor there is nothing to wait for. */
    Go awaitGo() throws IOException {
        try {
            byte[] body = new byte[in.readInt()];
            in.readFully(body);
            return json.readValue(body, Go.class);
        } catch (EOFException end) {
            return null;
        }
    }

    /**
     * Reads and writes what a frame holds, some times over, so that neither is done for the first time at the go: by then
     * the candidate's classes lie first on the class path, and one of a name that is not loaded yet would be taken from there.
     */
    void rehearse() throws IOException {
        var files = List.of(new SourceFile("src/main/java/app/Main.java", "package app;\n".repeat(50)));
        var faults = List.of(new Diagnostic("src/main/java/app/Main.java", 1L, 1L, "a fault"));
        for (int round = 0; round < 50; round++) {
            byte[] go = json.writeValueAsBytes(new Go("src/main/java/app/Main.java", files, null));
            json.readValue(go, Go.class);
            json.writeValueAsBytes(new Event("built"));
            json.writeValueAsBytes(new BuildFailed("build-failed", faults));
        }
    }

    private void send(Object frame) throws IOException {
        byte[] body = json.writeValueAsBytes(frame);
        out.write(ByteBuffer.allocate(Integer.BYTES + body.length).putInt(body.length).put(body).array());
    }
}
