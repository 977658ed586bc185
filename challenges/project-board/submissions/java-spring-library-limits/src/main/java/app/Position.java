package app;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a task stands in the order of a board: what a cursor holds, so that it outlives the task. */
record Position(int priority, int id) {

    private static final Pattern FORM = Pattern.compile("([1-5]):([0-9]{1,9})");

    static Position of(Task task) {
        return new Position(task.priority(), task.id());
    }

    /** Empty when it is no cursor of ours. */
    static Optional<Position> fromCursor(String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            Matcher parts = FORM.matcher(text);
            return parts.matches()
                    ? Optional.of(new Position(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2))))
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    String toCursor() {
        byte[] text = (priority + ":" + id).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }
}
