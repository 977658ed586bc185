package app;

import java.util.List;
import java.util.Map;

/** A task, or what is wrong with the input. */
record TaskPayload(Task task, List<FieldError> errors) {

    record FieldError(String field, String message) {}

    static TaskPayload of(Task task) {
        return new TaskPayload(task, List.of());
    }

    static TaskPayload refused(String field, String message) {
        return refused(Map.of(field, message));
    }

    /** @param faults what is wrong, by field */
    static TaskPayload refused(Map<String, String> faults) {
        return new TaskPayload(
                null,
                faults.entrySet().stream()
                        .map(fault -> new FieldError(fault.getKey(), fault.getValue()))
                        .toList());
    }
}
