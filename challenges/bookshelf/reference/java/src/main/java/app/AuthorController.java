package app;

import jakarta.validation.Valid;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/authors")
class AuthorController {

    private final AuthorRepository authors;

    AuthorController(AuthorRepository authors) {
        this.authors = authors;
    }

    @PostMapping
    ResponseEntity<Author> create(@Valid @RequestBody NewAuthor author) {
        Author created = authors.create(author);
        return ResponseEntity.created(URI.create("/authors/" + created.id())).body(created);
    }

    @GetMapping("/{id:\\d+}")
    Author show(@PathVariable int id) {
        return authors.find(id).orElseThrow(() -> ApiException.notFound("author"));
    }

    @DeleteMapping("/{id:\\d+}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable int id) {
        if (!authors.delete(id)) {
            throw ApiException.notFound("author");
        }
    }
}
