package app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.TreeMap;

/** Reads the fields of a body, and remembers what is wrong with which, so that a refusal names them all. */
class Fields {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd");

    private final ObjectNode body;
    private final Map<String, String> faults = new TreeMap<>();

    Fields(ObjectNode body) {
        this.body = body;
    }

    boolean has(String field) {
        return body.has(field);
    }

    /** A text of at most so many characters, not only spaces. */
    String text(String field, int longest) {
        JsonNode value = body.path(field);
        if (!value.isTextual() || value.textValue().isBlank() || value.textValue().length() > longest) {
            return fault(field, "must be a text of 1 to " + longest + " characters");
        }
        return value.textValue();
    }

    Integer integer(String field, int least, int most) {
        JsonNode value = body.path(field);
        if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
            return fault(field, "must be a whole number from " + least + " to " + most);
        }
        return value.intValue();
    }

    /** Thirteen digits that, weighted 1, 3, 1, 3 …, add up to a multiple of ten. */
    String isbn(String field) {
        String isbn = body.path(field).asText();
        if (!body.path(field).isTextual() || !isbn.matches("97[89][0-9]{10}")) {
            return fault(field, "must be 13 digits that start with 978 or 979");
        }
        int sum = 0;
        for (int at = 0; at < isbn.length(); at++) {
            sum += Character.digit(isbn.charAt(at), 10) * (at % 2 == 0 ? 1 : 3);
        }
        return sum % 10 == 0 ? isbn : fault(field, "has a wrong check digit");
    }

    /** A day as YYYY-MM-DD, or null. */
    LocalDate day(String field) {
        JsonNode value = body.path(field);
        if (value.isNull() || value.isMissingNode()) {
            return null;
        }
        try {
            if (value.isTextual()) {
                return LocalDate.parse(value.textValue(), DAY);
            }
        } catch (DateTimeParseException noSuchDay) {
            // Refused below, as what is no date at all.
        }
        return fault(field, "must be a day as YYYY-MM-DD");
    }

    /** @throws ApiException that names every faulty field, if there is one */
    void check() {
        if (!faults.isEmpty()) {
            throw ApiException.validationFailed(faults);
        }
    }

    private <T> T fault(String field, String message) {
        faults.put(field, message);
        return null;
    }
}
