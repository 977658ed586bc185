package app;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Single statements, each on a connection of the pool. */
class Database {

    @FunctionalInterface
    interface RowMapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    private final DataSource pool;

    Database(DataSource pool) {
        this.pool = pool;
    }

    <T> List<T> query(RowMapper<T> mapper, String sql, List<?> parameters) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = prepare(connection, sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            var found = new ArrayList<T>();
            while (rows.next()) {
                found.add(mapper.map(rows));
            }
            return found;
        }
    }

    /** @return how many rows were changed */
    int update(String sql, List<?> parameters) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = prepare(connection, sql, parameters)) {
            return statement.executeUpdate();
        }
    }

    /** Whether a statement failed because of this constraint. */
    static boolean violates(SQLException failure, String constraint) {
        return failure instanceof PSQLException cause
                && cause.getServerErrorMessage() instanceof ServerErrorMessage message
                && constraint.equals(message.getConstraint());
    }

    private static PreparedStatement prepare(Connection connection, String sql, List<?> parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int at = 0; at < parameters.size(); at++) {
            statement.setObject(at + 1, parameters.get(at));
        }
        return statement;
    }
}
