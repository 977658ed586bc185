package app;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The parameters of a list. Filters that are not given are null. */
record BookQuery(long limit, long offset, String sort, Long authorId, Long maxPriceCents, String q) {

    private static final Set<String> ORDERS = Set.of("id", "-id", "title", "-title", "price", "-price");

    /** @param query as it stands in the URI, or null */
    static BookQuery from(String query) {
        Map<String, String> given = parse(query);
        var faults = new TreeMap<String, String>();
        String sort = given.getOrDefault("sort", "id");
        if (!ORDERS.contains(sort)) {
            faults.put("sort", "must be one of " + ORDERS);
        }
        Long limit = number("limit", given.getOrDefault("limit", "20"), 1, 100, faults);
        Long offset = number("offset", given.getOrDefault("offset", "0"), 0, 1_000_000, faults);
        Long authorId = number("authorId", given.get("authorId"), Long.MIN_VALUE, Long.MAX_VALUE, faults);
        Long maxPriceCents = number("maxPriceCents", given.get("maxPriceCents"), 0, Long.MAX_VALUE, faults);
        if (!faults.isEmpty()) {
            throw ApiException.invalidQuery(faults);
        }
        return new BookQuery(limit, offset, sort, authorId, maxPriceCents, given.get("q"));
    }

    private static Long number(String name, String text, long least, long most, Map<String, String> faults) {
        if (text == null) {
            return null;
        }
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException fault) {
            // Refused below, as a number out of bounds.
        }
        faults.put(name, "must be a whole number from " + least + " to " + most);
        return null;
    }

    private static Map<String, String> parse(String query) {
        var parameters = new HashMap<String, String>();
        for (String parameter : query == null ? new String[0] : query.split("&")) {
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                parameters.put(decode(parameter.substring(0, equals)), decode(parameter.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
