package app;

import java.util.Optional;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class AuthorRepository {

    private final JdbcClient jdbc;

    AuthorRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Author create(NewAuthor author) {
        return jdbc.sql("INSERT INTO authors (name) VALUES (:name) RETURNING id, name, 0 AS book_count")
                .param("name", author.name())
                .query(Author.class)
                .single();
    }

    Optional<Author> find(int id) {
        return jdbc.sql(
                        """
                        SELECT id, name, (SELECT count(*) FROM books WHERE author_id = authors.id) AS book_count
                        FROM authors WHERE id = :id
                        """)
                .param("id", id)
                .query(Author.class)
                .optional();
    }

    /** Whether there was such an author. */
    boolean delete(int id) {
        try {
            return jdbc.sql("DELETE FROM authors WHERE id = :id").param("id", id).update() > 0;
        } catch (DataIntegrityViolationException failure) {
            if (Database.violates(failure, "books_author_id_fkey")) {
                throw ApiException.authorHasBooks();
            }
            throw failure;
        }
    }
}
