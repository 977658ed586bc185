package app;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

public class Main {

    private static final List<String> ANSWERS = List.of(
            "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"sum\":",
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 9\r\n\r\n{\"sum\":1}",
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{\"sum\":1}",
            "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n{\"sum\":1}",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}",
            "HTTP/1.1 999 \r\n\r\n",
            "HTTP/9.9 20000 OK\r\n\r\n");

    public static void main(String[] args) throws IOException {
        int port = Integer.parseInt(System.getenv("PORT"));
        int asked = 0;
        try (ServerSocket server = new ServerSocket(port, 64, InetAddress.getLoopbackAddress())) {
            while (true) {
                try (Socket client = server.accept()) {
                    InputStream in = client.getInputStream();
                    String head = new String(in.readNBytes(Math.max(1, in.available())), StandardCharsets.UTF_8);
                    if (head.isEmpty()) continue;
                    head += new String(in.readNBytes(in.available()), StandardCharsets.UTF_8);
                    String answer = head.startsWith("GET /health")
                            ? "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 11\r\n\r\n{\"ok\":true}"
                            : ANSWERS.get(asked++ % ANSWERS.size());
                    client.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                    System.out.println("TRIED " + answer.length());
                } catch (IOException gone) {
                    System.out.println(gone.getMessage());
                }
            }
        }
    }
}
