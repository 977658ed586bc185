package app;

import java.util.Map;
import org.springframework.http.HttpStatus;

/** A refusal that clients know by its code. */
class ApiException extends RuntimeException {

    private final HttpStatus status;
    private final String code;
    private final Map<String, String> fields;

    private ApiException(HttpStatus status, String code, String message, Map<String, String> fields) {
        super(message);
        this.status = status;
        this.code = code;
        this.fields = fields;
    }

    static ApiException notFound(String what) {
        return new ApiException(HttpStatus.NOT_FOUND, "not_found", "There is no such " + what, null);
    }

    static ApiException malformedJson() {
        return new ApiException(HttpStatus.BAD_REQUEST, "malformed_json", "The body must be a JSON object", null);
    }

    static ApiException validationFailed(Map<String, String> fields) {
        return new ApiException(
                HttpStatus.UNPROCESSABLE_ENTITY, "validation_failed", "Some fields are not valid", fields);
    }

    static ApiException invalidQuery(Map<String, String> fields) {
        return new ApiException(HttpStatus.BAD_REQUEST, "invalid_query", "Some parameters are not valid", fields);
    }

    static ApiException isbnTaken() {
        return new ApiException(HttpStatus.CONFLICT, "isbn_taken", "Another book has this ISBN", null);
    }

    static ApiException versionConflict() {
        return new ApiException(
                HttpStatus.CONFLICT, "version_conflict", "The book has been changed by someone else", null);
    }

    static ApiException authorHasBooks() {
        return new ApiException(HttpStatus.CONFLICT, "author_has_books", "The author still has books", null);
    }

    HttpStatus status() {
        return status;
    }

    String code() {
        return code;
    }

    /** What is wrong with which field; null where no field is at fault. */
    Map<String, String> fields() {
        return fields;
    }
}
