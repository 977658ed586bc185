package app;

import java.util.Map;

/** A refusal that clients know by its code. */
class ApiException extends RuntimeException {

    final int status;
    final String code;
    /** What is wrong with which field; null where no field is at fault. */
    final transient Map<String, String> fields;

    private ApiException(int status, String code, String message, Map<String, String> fields) {
        super(message);
        this.status = status;
        this.code = code;
        this.fields = fields;
    }

    static ApiException notFound(String what) {
        return new ApiException(404, "not_found", "There is no such " + what, null);
    }

    static ApiException malformedJson() {
        return new ApiException(400, "malformed_json", "The body must be a JSON object", null);
    }

    static ApiException validationFailed(Map<String, String> fields) {
        return new ApiException(422, "validation_failed", "Some fields are not valid", fields);
    }

    static ApiException invalidQuery(Map<String, String> fields) {
        return new ApiException(400, "invalid_query", "Some parameters are not valid", fields);
    }

    static ApiException isbnTaken() {
        return new ApiException(409, "isbn_taken", "Another book has this ISBN", null);
    }

    static ApiException versionConflict() {
        return new ApiException(409, "version_conflict", "The book has been changed by someone else", null);
    }

    static ApiException authorHasBooks() {
        return new ApiException(409, "author_has_books", "The author still has books", null);
    }
}
