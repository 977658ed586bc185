package app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A change to one version of a book.
 *
 * @param values the new values of the columns that change
 */
record BookChange(Integer version, Map<String, Object> values) {

    static BookChange from(ObjectNode body) {
        var fields = new Fields(body);
        Integer version = fields.integer("version", Integer.MIN_VALUE, Integer.MAX_VALUE);
        var values = new LinkedHashMap<String, Object>();
        if (fields.has("authorId")) values.put("author_id", fields.integer("authorId", 1, Integer.MAX_VALUE));
        if (fields.has("isbn")) values.put("isbn", fields.isbn("isbn"));
        if (fields.has("title")) values.put("title", fields.text("title", 200));
        if (fields.has("publishedOn")) values.put("published_on", fields.day("publishedOn"));
        if (fields.has("priceCents")) values.put("price_cents", fields.integer("priceCents", 0, 1_000_000));
        fields.check();
        return new BookChange(version, values);
    }
}
