package app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;

record NewBook(Integer authorId, String isbn, String title, LocalDate publishedOn, Integer priceCents) {

    static NewBook from(ObjectNode body) {
        var fields = new Fields(body);
        var book = new NewBook(
                fields.integer("authorId", 1, Integer.MAX_VALUE),
                fields.isbn("isbn"),
                fields.text("title", 200),
                fields.day("publishedOn"),
                fields.integer("priceCents", 0, 1_000_000));
        fields.check();
        return book;
    }
}
