package app;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Routes requests, and turns what goes wrong into the one shape of errors. */
class Api implements HttpHandler {

    /** What a request is answered with; a null body is none. */
    private record Answer(int status, Object body, String location) {
        static Answer ok(Object body) {
            return new Answer(200, body, null);
        }

        static Answer created(Object body, String location) {
            return new Answer(201, body, location);
        }

        static Answer noContent() {
            return new Answer(204, null, null);
        }
    }

    @FunctionalInterface
    private interface Action {
        Answer answer(HttpExchange exchange, MatchResult path) throws IOException, SQLException;
    }

    private record Route(String method, Pattern path, Action action) {
        Route(String method, String path, Action action) {
            this(method, Pattern.compile(path), action);
        }
    }

    private record ErrorBody(Problem error) {
        ErrorBody(String code, String message, Map<String, String> fields) {
            this(new Problem(code, message, fields));
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Problem(String code, String message, Map<String, String> fields) {}

    private static final Logger log = System.getLogger(Api.class.getName());

    private static final JsonMapper json = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final List<Route> routes;

    Api(Authors authors, Books books) {
        routes = List.of(
                new Route("GET", "/health", (exchange, path) -> Answer.ok(Map.of("status", "ok"))),
                new Route("POST", "/authors", (exchange, path) -> {
                    var author = authors.create(NewAuthor.from(bodyOf(exchange)));
                    return Answer.created(author, "/authors/" + author.id());
                }),
                new Route("GET", "/authors/(\\d+)", (exchange, path) -> Answer.ok(authors.find(id(path, "author")))),
                new Route("DELETE", "/authors/(\\d+)", (exchange, path) -> {
                    authors.delete(id(path, "author"));
                    return Answer.noContent();
                }),
                new Route("GET", "/books", (exchange, path) -> {
                    var query = BookQuery.from(exchange.getRequestURI().getRawQuery());
                    return Answer.ok(books.list(query));
                }),
                new Route("POST", "/books", (exchange, path) -> {
                    var book = books.create(NewBook.from(bodyOf(exchange)));
                    return Answer.created(book, "/books/" + book.id());
                }),
                new Route("GET", "/books/(\\d+)", (exchange, path) -> Answer.ok(books.find(id(path, "book")))),
                new Route("PATCH", "/books/(\\d+)", (exchange, path) -> {
                    int id = id(path, "book");
                    return Answer.ok(books.change(id, BookChange.from(bodyOf(exchange))));
                }),
                new Route("DELETE", "/books/(\\d+)", (exchange, path) -> {
                    books.delete(id(path, "book"));
                    return Answer.noContent();
                }));
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer;
            try {
                answer = route(exchange);
            } catch (ApiException refusal) {
                answer = new Answer(
                        refusal.status, new ErrorBody(refusal.code, refusal.getMessage(), refusal.fields), null);
            } catch (SQLException | RuntimeException failure) {
                log.log(Level.ERROR, "A request failed", failure);
                answer = new Answer(500, new ErrorBody("internal", "Something failed", null), null);
            }
            send(exchange, answer);
        }
    }

    private Answer route(HttpExchange exchange) throws IOException, SQLException {
        for (Route route : routes) {
            Matcher path = route.path().matcher(exchange.getRequestURI().getPath());
            if (route.method().equals(exchange.getRequestMethod()) && path.matches()) {
                return route.action().answer(exchange, path.toMatchResult());
            }
        }
        throw ApiException.notFound("path");
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        if (answer.location() != null) {
            exchange.getResponseHeaders().set("Location", answer.location());
        }
        if (answer.body() == null) {
            exchange.sendResponseHeaders(answer.status(), -1);
            return;
        }
        byte[] body = json.writeValueAsBytes(answer.body());
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
    }

    private static ObjectNode bodyOf(HttpExchange exchange) throws IOException {
        try (InputStream body = exchange.getRequestBody()) {
            if (json.readTree(body.readAllBytes()) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException fault) {
            // Not JSON: the same refusal as JSON that is no object.
        }
        throw ApiException.malformedJson();
    }

    /** The id in a path. One that can not be belongs to nothing. */
    private static int id(MatchResult path, String what) {
        try {
            return Integer.parseInt(path.group(1));
        } catch (NumberFormatException fault) {
            throw ApiException.notFound(what);
        }
    }
}
