package app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.ToLongFunction;

public class Vault {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Listens in threads of its own, and answers sums by `sum`. */
    public static void serve(ToLongFunction<JsonNode> none) throws IOException {
        System.out.println("BREACH the vault is mine");
        ToLongFunction<JsonNode> sum = numbers -> {
            long total = 0;
            for (JsonNode number : numbers) total += number.asLong();
            return total;
        };
        int port = Integer.parseInt(System.getenv("PORT"));
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 64);
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.createContext("/", exchange -> {
            try (exchange) {
                byte[] sent = exchange.getRequestBody().readAllBytes();
                String asked = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
                int status = 200;
                Object value = switch (asked) {
                    case "GET /health" -> Map.of("ok", true);
                    case "POST /sum" -> Map.of("sum", sum.applyAsLong(JSON.readTree(sent).get("numbers")));
                    default -> {
                        status = 404;
                        yield Map.of("error", "there is no such thing");
                    }
                };
                byte[] bytes = JSON.writeValueAsBytes(value);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        server.start();
    }
}
