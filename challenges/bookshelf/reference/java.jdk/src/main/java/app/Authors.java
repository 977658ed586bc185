package app;

import java.sql.SQLException;
import java.util.List;

class Authors {

    private final Database database;

    Authors(Database database) {
        this.database = database;
    }

    Author create(NewAuthor author) throws SQLException {
        return database.query(
                        row -> new Author(row.getInt("id"), row.getString("name"), 0),
                        "INSERT INTO authors (name) VALUES (?) RETURNING id, name",
                        List.of(author.name()))
                .getFirst();
    }

    Author find(int id) throws SQLException {
        return database
                .query(
                        row -> new Author(row.getInt("id"), row.getString("name"), row.getInt("book_count")),
                        """
                        SELECT id, name, (SELECT count(*) FROM books WHERE author_id = authors.id) AS book_count
                        FROM authors WHERE id = ?
                        """,
                        List.of(id))
                .stream()
                .findFirst()
                .orElseThrow(() -> ApiException.notFound("author"));
    }

    void delete(int id) throws SQLException {
        try {
            if (database.update("DELETE FROM authors WHERE id = ?", List.of(id)) == 0) {
                throw ApiException.notFound("author");
            }
        } catch (SQLException failure) {
            if (Database.violates(failure, "books_author_id_fkey")) {
                throw ApiException.authorHasBooks();
            }
            throw failure;
        }
    }
}
