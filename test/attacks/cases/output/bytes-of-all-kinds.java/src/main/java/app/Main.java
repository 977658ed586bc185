package app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

public class Main {

    public static void main(String[] args) throws Exception {
        // Two raw streams, so that what is written is what arrives.
        try (OutputStream out = new FileOutputStream(FileDescriptor.out);
                OutputStream err = new FileOutputStream(FileDescriptor.err)) {
            for (int round = 0; round < 40; round++) {
                for (int value = 0; value < 256; value++) {
                    out.write(value);
                    err.write(new byte[] {(byte) 0xf0, (byte) 0x9f});
                }
                // What an attached stream's header looks like, and what ends a line, a file, a transmission.
                out.write(new byte[] {1, 0, 0, 0, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x04, 0x1a, 0x0d, 0x1b});
            }
            err.write("\u001b[2J\u001b]0;title\u0007\nTRIED\n".getBytes(StandardCharsets.UTF_8));
            Vault.serve(Vault::answer);
            Thread.sleep(Long.MAX_VALUE);
        }
    }
}
