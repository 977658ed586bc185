package app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

public class Vault {

    public record Answer(int status, Object value) {}

    public interface Handler {
        Answer answer(String method, String path, JsonNode body) throws Exception;
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> NOTES = new ConcurrentHashMap<>();

    /** What the vault answers to a request: a status, and a value that is sent as JSON. */
    public static Answer answer(String method, String path, JsonNode body) {
        if (method.equals("GET") && path.equals("/health")) return new Answer(200, Map.of("ok", true));
        if (method.equals("GET") && path.equals("/token")) {
            return new Answer(200, Map.of("token", System.getenv("VAULT_TOKEN")));
        }
        if (method.equals("POST") && path.equals("/sum")) {
            long sum = 0;
            for (JsonNode number : body.get("numbers")) sum += number.asLong();
            return new Answer(200, Map.of("sum", sum));
        }
        if (path.startsWith("/notes/")) {
            String name = path.substring("/notes/".length());
            if (method.equals("PUT")) NOTES.put(name, body.get("text").asText());
            String text = NOTES.get(name);
            if (text != null) return new Answer(200, Map.of("name", name, "text", text));
        }
        return new Answer(404, Map.of("error", "there is no such thing"));
    }

    /** Listens in threads of its own, and answers by `handler`. */
    public static void serve(Handler handler) throws IOException {
        int port = Integer.parseInt(System.getenv("PORT"));
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 64);
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.createContext("/", exchange -> {
            try (exchange) {
                byte[] sent = exchange.getRequestBody().readAllBytes();
                JsonNode body = sent.length == 0 ? null : JSON.readTree(sent);
                Answer answer = handler.answer(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), body);
                byte[] bytes = JSON.writeValueAsBytes(answer.value());
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(answer.status(), bytes.length);
                exchange.getResponseBody().write(bytes);
            } catch (IOException error) {
                throw error;
            } catch (Exception error) {
                throw new IOException(error);
            }
        });
        server.start();
    }
}
