package app;

import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.dao.DataIntegrityViolationException;

final class Database {

    private Database() {}

    /** Whether a statement failed because of this constraint. */
    static boolean violates(DataIntegrityViolationException failure, String constraint) {
        return failure.getMostSpecificCause() instanceof PSQLException cause
                && cause.getServerErrorMessage() instanceof ServerErrorMessage message
                && constraint.equals(message.getConstraint());
    }
}
