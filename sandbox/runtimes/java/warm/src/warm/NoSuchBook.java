package warm;

import java.util.UUID;

class NoSuchBook extends RuntimeException {
    NoSuchBook(UUID id) {
        super("There is no book " + id);
    }
}
