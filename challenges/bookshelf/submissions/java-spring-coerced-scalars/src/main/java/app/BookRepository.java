package app;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class BookRepository {

    private static final String SELECT_BOOKS =
            """
            SELECT books.id, isbn, title, authors.id AS author_id, authors.name AS author_name,
                   published_on, price_cents, version
            FROM books JOIN authors ON authors.id = author_id
            """;

    private static final Map<String, String> ORDERS = Map.of(
            "id", "books.id",
            "-id", "books.id DESC",
            "title", "title, books.id",
            "-title", "title DESC, books.id",
            "price", "price_cents, books.id",
            "-price", "price_cents DESC, books.id");

    private final JdbcClient jdbc;

    BookRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Book> list(BookQuery query) {
        String page = " ORDER BY " + ORDERS.get(query.sort) + " LIMIT :limit OFFSET :offset";
        return jdbc.sql(SELECT_BOOKS + conditionsOf(query) + page)
                .paramSource(query)
                .query(BookRepository::toBook)
                .list();
    }

    int count(BookQuery query) {
        return jdbc.sql("SELECT count(*) FROM books" + conditionsOf(query))
                .paramSource(query)
                .query(Integer.class)
                .single();
    }

    Optional<Book> find(int id) {
        return jdbc.sql(SELECT_BOOKS + " WHERE books.id = :id")
                .param("id", id)
                .query(BookRepository::toBook)
                .optional();
    }

    /** @return the new book's id */
    int create(NewBook book) {
        return translated(() -> jdbc.sql(
                        """
                        INSERT INTO books (author_id, isbn, title, published_on, price_cents)
                        VALUES (:authorId, :isbn, :title, :publishedOn::date, :priceCents) RETURNING id
                        """)
                .paramSource(book)
                .query(Integer.class)
                .single());
    }

    /**
     * The version is compared by the statement that writes: of two changes to one version the later finds no row.
     *
     * @return whether there was such a book in that version
     */
    boolean change(int id, BookChange change) {
        var values = new HashMap<String, Object>();
        if (change.authorId() != null) values.put("author_id", change.authorId().orElseThrow());
        if (change.isbn() != null) values.put("isbn", change.isbn().orElseThrow());
        if (change.title() != null) values.put("title", change.title().orElseThrow());
        if (change.priceCents() != null) values.put("price_cents", change.priceCents().orElseThrow());
        if (change.publishedOn() != null) {
            values.put("published_on", change.publishedOn().map(LocalDate::parse).orElse(null));
        }
        var assignments = new ArrayList<>(List.of("version = version + 1"));
        values.keySet().forEach(column -> assignments.add(column + " = :" + column));
        return translated(() -> jdbc.sql("UPDATE books SET " + String.join(", ", assignments)
                                + " WHERE id = :id AND version = :expected")
                        .params(values)
                        .param("id", id)
                        .param("expected", change.version())
                        .update())
                > 0;
    }

    /** Whether there was such a book. */
    boolean delete(int id) {
        return jdbc.sql("DELETE FROM books WHERE id = :id").param("id", id).update() > 0;
    }

    private static String conditionsOf(BookQuery query) {
        var conditions = new ArrayList<String>();
        if (query.authorId != null) conditions.add("author_id = :authorId");
        if (query.maxPriceCents != null) conditions.add("price_cents <= :maxPriceCents");
        if (query.q != null) conditions.add("strpos(lower(title), lower(:q)) > 0");
        return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }

    private static Book toBook(ResultSet row, int number) throws SQLException {
        return new Book(
                row.getInt("id"),
                row.getString("isbn"),
                row.getString("title"),
                new Book.BookAuthor(row.getInt("author_id"), row.getString("author_name")),
                row.getObject("published_on", LocalDate.class),
                row.getInt("price_cents"),
                row.getInt("version"));
    }

    /** Turns a violated constraint into the refusal that clients know. */
    private static <T> T translated(Supplier<T> statement) {
        try {
            return statement.get();
        } catch (DataIntegrityViolationException failure) {
            if (Database.violates(failure, "books_isbn_key")) {
                throw ApiException.isbnTaken();
            }
            if (Database.violates(failure, "books_author_id_fkey")) {
                throw ApiException.validationFailed(Map.of("authorId", "must be the id of an author"));
            }
            throw failure;
        }
    }
}
