package app;

import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class AuthorController {

    private final JdbcClient jdbc;

    AuthorController(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @GetMapping("/authors/{id}")
    ResponseEntity<?> show(@PathVariable int id) {
        Optional<Author> author = jdbc.sql(
                        """
                        SELECT id, name, (SELECT count(*) FROM books WHERE author_id = authors.id) AS book_count
                        FROM authors WHERE id = :id
                        """)
                .param("id", id)
                .query(Author.class)
                .optional();
        if (author.isEmpty()) {
            var error = Map.of("code", "not_found", "message", "There is no such author");
            return ResponseEntity.status(HttpStatus.NOT_FOUND).body(Map.of("error", error));
        }
        return ResponseEntity.ok(author.get());
    }
}
