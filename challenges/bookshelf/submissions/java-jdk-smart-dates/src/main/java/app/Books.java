package app;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class Books {

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

    private final Database database;

    Books(Database database) {
        this.database = database;
    }

    Page list(BookQuery query) throws SQLException {
        var conditions = new ArrayList<String>();
        var parameters = new ArrayList<Object>();
        if (query.authorId() != null) {
            conditions.add("author_id = ?");
            parameters.add(query.authorId());
        }
        if (query.maxPriceCents() != null) {
            conditions.add("price_cents <= ?");
            parameters.add(query.maxPriceCents());
        }
        if (query.q() != null) {
            conditions.add("strpos(lower(title), lower(?)) > 0");
            parameters.add(query.q());
        }
        String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        int total = database.query(row -> row.getInt(1), "SELECT count(*) FROM books" + where, parameters)
                .getFirst();
        parameters.add(query.limit());
        parameters.add(query.offset());
        String page = " ORDER BY " + ORDERS.get(query.sort()) + " LIMIT ? OFFSET ?";
        List<Book> items = database.query(Books::toBook, SELECT_BOOKS + where + page, parameters);
        return new Page(items, total, query.limit(), query.offset());
    }

    Book find(int id) throws SQLException {
        return database.query(Books::toBook, SELECT_BOOKS + " WHERE books.id = ?", List.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> ApiException.notFound("book"));
    }

    Book create(NewBook book) throws SQLException {
        String insert =
                """
                INSERT INTO books (author_id, isbn, title, published_on, price_cents)
                VALUES (?, ?, ?, ?::date, ?) RETURNING id
                """;
        var values = new ArrayList<Object>(List.of(book.authorId(), book.isbn(), book.title()));
        values.add(book.publishedOn());
        values.add(book.priceCents());
        try {
            return find(database.query(row -> row.getInt("id"), insert, values).getFirst());
        } catch (SQLException failure) {
            throw refusalOf(failure);
        }
    }

    /** The version is compared by the statement that writes: of two changes to one version the later finds no row. */
    Book change(int id, BookChange change) throws SQLException {
        var assignments = new ArrayList<>(List.of("version = version + 1"));
        change.values().keySet().forEach(column -> assignments.add(column + " = ?"));
        var parameters = new ArrayList<>(change.values().values());
        parameters.add(id);
        parameters.add(change.version());
        String update = "UPDATE books SET " + String.join(", ", assignments) + " WHERE id = ? AND version = ?";
        try {
            int changed = database.update(update, parameters);
            Book book = find(id);
            if (changed == 0) {
                throw ApiException.versionConflict();
            }
            return book;
        } catch (SQLException failure) {
            throw refusalOf(failure);
        }
    }

    void delete(int id) throws SQLException {
        if (database.update("DELETE FROM books WHERE id = ?", List.of(id)) == 0) {
            throw ApiException.notFound("book");
        }
    }

    private static Book toBook(ResultSet row) throws SQLException {
        return new Book(
                row.getInt("id"),
                row.getString("isbn"),
                row.getString("title"),
                new Book.BookAuthor(row.getInt("author_id"), row.getString("author_name")),
                row.getObject("published_on", LocalDate.class),
                row.getInt("price_cents"),
                row.getInt("version"));
    }

    /** The refusal that clients know for a violated constraint. @throws SQLException every other failure */
    private static ApiException refusalOf(SQLException failure) throws SQLException {
        if (Database.violates(failure, "books_isbn_key")) {
            return ApiException.isbnTaken();
        }
        if (Database.violates(failure, "books_author_id_fkey")) {
            return ApiException.validationFailed(Map.of("authorId", "must be the id of an author"));
        }
        throw failure;
    }
}
