package app;

/** A refusal that clients know by its code. */
class RefusedException extends RuntimeException {

    enum Code {
        UNAUTHENTICATED,
        FORBIDDEN,
        BAD_USER_INPUT
    }

    private final Code code;

    RefusedException(Code code, String message) {
        super(message);
        this.code = code;
    }

    Code code() {
        return code;
    }
}
