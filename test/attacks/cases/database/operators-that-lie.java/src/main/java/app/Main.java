package app;

import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.util.concurrent.Executors;

public class Main {

    public static void main(String[] args) throws IOException, SQLException {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(System.getenv("JDBC_DATABASE_URL"));
        pool.setMaximumPoolSize(10);
        var database = new Database(pool);
        Lies.plant(pool);

        int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"));
        HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
        server.createContext("/", new Api(new Authors(database), new Books(database)));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }
}
