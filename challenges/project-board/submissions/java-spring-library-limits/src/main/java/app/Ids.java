package app;

import java.util.Optional;

final class Ids {

    private Ids() {}

    /** The id that a client means; empty when it can not be one. */
    static Optional<Integer> parse(String text) {
        return text != null && text.matches("[0-9]{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }
}
