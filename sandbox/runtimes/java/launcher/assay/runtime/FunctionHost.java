package assay.runtime;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a subject of kind {@code function} becomes once its code is built: it answers calls of the public static methods of
 * {@code app.Solution}.
 *
 * <p>{@code POST /call} with {"function": "name", "arguments": [...]} is answered with {"result": ...}, or {"error": "..."}
 * where the method threw, or 404 where there is none of that name. Names are compared without case and underscores.
 */
final class FunctionHost {

    private static final String SOLUTION = "app.Solution";
    private static final int BODY_MAX = 16 * 1024 * 1024;
    /** Bytes. Recursion may go as deep as in a main program with a generous stack. */
    private static final long STACK = 64L * 1024 * 1024;

    private final JsonMapper json = new JsonMapper();
    private final List<Method> functions;

    private FunctionHost(Class<?> solution) {
        functions = Arrays.stream(solution.getDeclaredMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()) && Modifier.isPublic(method.getModifiers()))
                .filter(method -> !method.isSynthetic())
                .peek(method -> method.setAccessible(true))
                .toList();
    }

    public static void main(String[] arguments) throws IOException, ClassNotFoundException {
        var host = new FunctionHost(Class.forName(SOLUTION, true, ClassLoader.getSystemClassLoader()));
        int port = Integer.parseInt(System.getenv("PORT"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", host::answer);
        server.setExecutor(call -> new Thread(null, call, "call", STACK).start());
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(BODY_MAX + 1);
            if (!exchange.getRequestMethod().equals("POST")
                    || !exchange.getRequestURI().getPath().equals("/call")
                    || body.length > BODY_MAX) {
                send(exchange, 404, error("Functions are called with POST /call and at most 16 MiB."));
                return;
            }
            JsonNode call;
            try {
                call = json.readTree(body);
            } catch (JacksonException fault) {
                send(exchange, 400, error(fault.getOriginalMessage()));
                return;
            }
            Method function = find(call.path("function").asText(), call.path("arguments").size());
            if (function == null) {
                send(exchange, 404, error("There is no function " + call.path("function").asText() + "."));
            } else {
                send(exchange, 200, call(function, call.path("arguments")));
            }
        }
    }

    /** Of methods with one name, the one that takes so many arguments. Null when there is none of that name. */
    private Method find(String name, int arguments) {
        List<Method> named =
                functions.stream().filter(method -> plain(method.getName()).equals(plain(name))).toList();
        return named.stream()
                .filter(method -> method.getParameterCount() == arguments)
                .findFirst()
                .orElse(named.isEmpty() ? null : named.getFirst());
    }

    /** The answer to a call, as JSON. What has no JSON is the function's error. */
    private byte[] call(Method function, JsonNode arguments) throws IOException {
        try {
            Type[] types = function.getGenericParameterTypes();
            if (types.length != arguments.size()) {
                return error(function.getName() + " takes " + types.length + " arguments, not " + arguments.size());
            }
            var values = new Object[types.length];
            for (int index = 0; index < types.length; index++) {
                values[index] = json.convertValue(arguments.get(index), json.constructType(types[index]));
            }
            return json.writeValueAsBytes(Collections.singletonMap("result", function.invoke(null, values)));
        } catch (InvocationTargetException thrown) {
            Throwable cause = thrown.getCause();
            cause.printStackTrace();
            return error(cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage());
        } catch (IllegalAccessException | IllegalArgumentException | JacksonException fault) {
            fault.printStackTrace();
            return error(fault.getMessage());
        }
    }

    private byte[] error(String message) throws IOException {
        return json.writeValueAsBytes(Map.of("error", message));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private static String plain(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }
}
