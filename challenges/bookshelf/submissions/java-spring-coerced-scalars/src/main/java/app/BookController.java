package app;

import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.validation.DataBinder;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/books")
class BookController {

    record Page(List<Book> items, int total, int limit, int offset) {}

    private final BookRepository books;

    BookController(BookRepository books) {
        this.books = books;
    }

    @InitBinder("bookQuery")
    void bindFields(DataBinder binder) {
        binder.initDirectFieldAccess();
    }

    @GetMapping
    Page list(@Valid BookQuery query) {
        return new Page(books.list(query), books.count(query), query.limit, query.offset);
    }

    @PostMapping
    ResponseEntity<Book> create(@Valid @RequestBody NewBook book) {
        Book created = show(books.create(book));
        return ResponseEntity.created(URI.create("/books/" + created.id())).body(created);
    }

    @GetMapping("/{id:\\d+}")
    Book show(@PathVariable int id) {
        return books.find(id).orElseThrow(() -> ApiException.notFound("book"));
    }

    @PatchMapping("/{id:\\d+}")
    Book change(@PathVariable int id, @Valid @RequestBody BookChange change) {
        boolean changed = books.change(id, change);
        Book book = show(id);
        if (!changed) {
            throw ApiException.versionConflict();
        }
        return book;
    }

    @DeleteMapping("/{id:\\d+}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable int id) {
        if (!books.delete(id)) {
            throw ApiException.notFound("book");
        }
    }
}
