package app;

enum TaskStatus {
    TODO,
    DOING,
    DONE;

    boolean leadsTo(TaskStatus next) {
        return switch (this) {
            case TODO -> next == DOING;
            case DOING -> next == TODO || next == DONE;
            case DONE -> false;
        };
    }
}
