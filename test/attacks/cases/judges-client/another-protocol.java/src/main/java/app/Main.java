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
            "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n\u0081\u007f\u00ff",
            "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: h2c\r\n\r\nPRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "HTTP/1.1 426 Upgrade Required\r\nUpgrade: TLS/1.0\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n",
            "\u0016\u0003\u0001\u0000\u0005hello",
            "ICY 200 OK\r\n\r\n{\"sum\":1}",
            "{\"sum\":1}");

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
