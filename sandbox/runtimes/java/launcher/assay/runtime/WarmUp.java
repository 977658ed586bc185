package assay.runtime;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.core.io.DefaultResourceLoader;

/**
 * Does once what candidates' programs do, so that classes are loaded and compiled to machine code before theirs comes:
 * javac, the JDK's HTTP server, Jackson, Spring Boot with Tomcat, Hibernate and the rest, the driver of the slot's database.
 * The program that it runs lies in /opt/assay/warm and is compiled here, too.
 */
final class WarmUp {

    private static final Path SOURCES = Path.of("/opt/assay/warm/src");
    private static final Path RESOURCES = Path.of("/opt/assay/warm/resources/");
    private static final Path CLASSES = Path.of("/tmp/warm");

    // More of each makes the wait longer and the program's start hardly shorter.
    private static final int COMPILATIONS = 2;
    private static final int CONTEXTS = 1;
    private static final int REQUESTS = 150;

    private static final String BOOK =
            """
            {"id":"4b2c1c1e-7c58-4e3a-9a55-0d5cbb1b6a01","title":"A title","author":"An author","isbn":"12-3","year":1999,
             "price":12.50,"createdAt":"2020-01-01T00:00:00Z","tags":["one","two"]}
            """;

    private final Compiler compiler;
    private final String database;

    /** @param environment names the slot's database, where it has one */
    WarmUp(Compiler compiler, Map<String, String> environment) {
        this.compiler = compiler;
        this.database = environment.getOrDefault("JDBC_DATABASE_URL", environment.get("JDBC_MYSQL_URL"));
    }

    /** Runs in a thread of its own, so that the main thread keeps nothing of it, and says nothing. */
    void run() throws Exception {
        PrintStream out = System.out;
        PrintStream err = System.err;
        var silence = new PrintStream(OutputStream.nullOutputStream());
        System.setOut(silence);
        System.setErr(silence);
        try {
            var work = new FutureTask<Void>((Callable<Void>) () -> {
                warmUp();
                return null;
            });
            new Thread(work, "warm-up").start();
            work.get();
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }


    private void warmUp() throws Exception {
        Files.createDirectories(CLASSES);
        for (int round = 0; round < COMPILATIONS; round++) {
            var faults = compiler.compile(SOURCES, SOURCES, CLASSES);
            if (!faults.isEmpty()) {
                throw new IllegalStateException("the warm-up does not compile: " + faults);
            }
        }
        serveWithTheJdk();
        for (int round = 0; round < CONTEXTS; round++) {
            serveWithSpring();
        }
    }

    private void serveWithTheJdk() throws Exception {
        var json = new ObjectMapper();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                byte[] body = exchange.getRequestBody().readAllBytes();
                byte[] answer = json.writeValueAsBytes(Map.of("received", json.readTree(body), "some", List.of(1, 2)));
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        server.start();
        try (var client = new Client(server.getAddress().getPort())) {
            for (int round = 0; round < REQUESTS; round++) {
                client.send("POST", "/warm?q=" + round, BOOK, 200);
            }
        } finally {
            server.stop(0);
        }
    }

    private void serveWithSpring() throws Exception {
        var urls = new URL[] {CLASSES.toUri().toURL(), RESOURCES.toUri().toURL()};
        try (var loader = new URLClassLoader(urls, ClassLoader.getSystemClassLoader())) {
            Thread.currentThread().setContextClassLoader(loader);
            var application = new SpringApplication(
                    new DefaultResourceLoader(loader), loader.loadClass("warm.Application"));
            application.setWebApplicationType(WebApplicationType.SERVLET);
            application.setRegisterShutdownHook(false);
            application.setDefaultProperties(properties());
            try (var context = (ServletWebServerApplicationContext) application.run();
                    var client = new Client(context.getWebServer().getPort())) {
                for (int round = 0; round < REQUESTS; round += 6) {
                    client.send("POST", "/books", BOOK, 201);
                    client.send("POST", "/books", "{\"title\":\"\",\"year\":-1}", 400);
                    client.send("GET", "/books/4b2c1c1e-7c58-4e3a-9a55-0d5cbb1b6a01", null, 200);
                    client.send("GET", "/books/00000000-0000-0000-0000-000000000000", null, 404);
                    client.send("GET", "/locked", null, 401);
                    client.send("POST", "/graphql", "{\"query\":\"{places(first:2){id label}}\"}", 200);
                    if (database != null) {
                        client.send("GET", "/books?page=2&size=5&q=title", null, 200);
                        client.send("GET", "/shelves", null, 200);
                        client.send("GET", "/shelves/1", null, 200);
                    }
                }
            } finally {
                Thread.currentThread().setContextClassLoader(ClassLoader.getSystemClassLoader());
            }
        }
    }

    private Map<String, Object> properties() {
        var properties = new LinkedHashMap<String, Object>();
        properties.put("server.address", "127.0.0.1");
        properties.put("server.port", "0");
        properties.put("logging.level.root", "OFF");
        properties.put("logging.register-shutdown-hook", "false");
        properties.put("spring.main.banner-mode", "off");
        properties.put("spring.jpa.open-in-view", "false");
        // The jar of graphql-java has a folder of this name, too, and comes first here.
        properties.put("spring.graphql.schema.locations", "classpath*:graphql/**/");
        properties.put("spring.datasource.hikari.maximum-pool-size", "1");
        if (database == null) {
            // Hibernate is told what it would ask the database: nothing connects.
            properties.put("spring.datasource.url", "jdbc:postgresql://127.0.0.1:1/none");
            properties.put("spring.jpa.database-platform", "org.hibernate.dialect.PostgreSQLDialect");
            properties.put("spring.jpa.properties.hibernate.boot.allow_jdbc_metadata_access", "false");
        } else {
            properties.put("spring.datasource.url", database);
        }
        return properties;
    }

    /** Sends requests to a server of this process. */
    private record Client(HttpClient http, String base) implements AutoCloseable {

        Client(int port) {
            this(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), "http://127.0.0.1:" + port);
        }

        void send(String method, String path, String body, int status) throws IOException, InterruptedException {
            var request = HttpRequest.newBuilder(URI.create(base + path));
            if (body == null) {
                request.method(method, HttpRequest.BodyPublishers.noBody());
            } else {
                request.method(method, HttpRequest.BodyPublishers.ofString(body))
                        .header("Content-Type", "application/json");
            }
            var answer = http.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() != status) {
                throw new IllegalStateException(
                        method + " " + path + " gave " + answer.statusCode() + ": " + answer.body());
            }
        }

        @Override
        public void close() {
            http.close();
        }
    }
}
