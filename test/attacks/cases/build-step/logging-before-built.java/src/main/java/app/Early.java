package app;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** An appender that tells the supervisor that the build has failed, as soon as somebody makes one. */
public class Early extends AppenderBase<ILoggingEvent> {

    static final String FRAME = "{\"type\":\"build-failed\",\"diagnostics\":[{\"message\":\"it was the compiler\"}]}";

    public Early() throws IOException {
        byte[] body = FRAME.getBytes(StandardCharsets.UTF_8);
        byte[] frame = ByteBuffer.allocate(4 + body.length).putInt(body.length).put(body).array();
        try (var out = new FileOutputStream(FileDescriptor.out)) {
            out.write(frame);
            out.flush();
            Thread.sleep(300);
        } catch (InterruptedException impossible) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    protected void append(ILoggingEvent event) {}
}
