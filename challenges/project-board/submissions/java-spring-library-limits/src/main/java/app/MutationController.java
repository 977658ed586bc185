package app;

import app.RefusedException.Code;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

@Controller
class MutationController {

    private final TaskService tasks;

    MutationController(TaskService tasks) {
        this.tasks = tasks;
    }

    @MutationMapping
    TaskPayload createTask(@Argument CreateTaskInput input, @ContextValue(required = false) Person viewer) {
        requireLogin(viewer);
        return tasks.create(input);
    }

    @MutationMapping
    TaskPayload moveTask(@Argument MoveTaskInput input, @ContextValue(required = false) Person viewer) {
        requireLogin(viewer);
        return tasks.move(input);
    }

    private static void requireLogin(Person viewer) {
        if (viewer == null) {
            throw new RefusedException(Code.UNAUTHENTICATED, "Log in first");
        }
    }
}
