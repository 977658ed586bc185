package app;

import jakarta.validation.Validator;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
class TaskService {

    private static final int DEFAULT_PRIORITY = 3;

    private final JdbcClient jdbc;
    private final BoardRepository board;
    private final Validator validator;

    TaskService(JdbcClient jdbc, BoardRepository board, Validator validator) {
        this.jdbc = jdbc;
        this.board = board;
        this.validator = validator;
    }

    TaskPayload create(CreateTaskInput input) {
        var faults = new TreeMap<String, String>();
        validator.validate(input)
                .forEach(violation -> faults.put(violation.getPropertyPath().toString(), violation.getMessage()));
        Optional<Project> project = Ids.parse(input.projectId()).flatMap(board::findProject);
        if (project.isEmpty()) {
            faults.put("projectId", "There is no such project");
        }
        Optional<Person> assignee = Ids.parse(input.assigneeId()).flatMap(board::findPerson);
        if (input.assigneeId() != null && assignee.isEmpty()) {
            faults.put("assigneeId", "There is no such person");
        }
        if (!faults.isEmpty()) {
            return TaskPayload.refused(faults);
        }
        return TaskPayload.of(jdbc.sql(
                        """
                        INSERT INTO tasks (project_id, title, priority, points, assignee_id)
                        VALUES (:project, :title, :priority, :points, :assignee) RETURNING *
                        """)
                .param("project", project.get().id())
                .param("title", input.title())
                .param("priority", input.priority() == null ? DEFAULT_PRIORITY : input.priority())
                .param("points", input.points())
                .param("assignee", assignee.map(Person::id).orElse(null))
                .query(Task.class)
                .single());
    }

    /** The project is locked before its tasks are counted, so that moves of one project take turns. */
    @Transactional
    TaskPayload move(MoveTaskInput input) {
        Optional<Integer> id = Ids.parse(input.taskId());
        Optional<Project> project = id.flatMap(this::lockProjectOf);
        Optional<Task> task = id.flatMap(this::lock);
        if (project.isEmpty() || task.isEmpty()) {
            return TaskPayload.refused("taskId", "There is no such task");
        }
        TaskStatus from = task.get().status();
        if (!from.leadsTo(input.status())) {
            return TaskPayload.refused("status", "A task can not go from " + from + " to " + input.status());
        }
        int limit = project.get().wipLimit();
        if (input.status() == TaskStatus.DOING && board.countTasks(project.get(), TaskStatus.DOING) >= limit) {
            return TaskPayload.refused("status", "The project has room for " + limit + " tasks in DOING");
        }
        return TaskPayload.of(jdbc.sql("UPDATE tasks SET status = :status WHERE id = :id RETURNING *")
                .param("status", input.status().name())
                .param("id", task.get().id())
                .query(Task.class)
                .single());
    }

    private Optional<Project> lockProjectOf(int task) {
        return jdbc.sql(
                        """
                        SELECT * FROM projects
                        WHERE id = (SELECT project_id FROM tasks WHERE id = :task) FOR UPDATE
                        """)
                .param("task", task)
                .query(Project.class)
                .optional();
    }

    private Optional<Task> lock(int id) {
        return jdbc.sql("SELECT * FROM tasks WHERE id = :id FOR UPDATE")
                .param("id", id)
                .query(Task.class)
                .optional();
    }
}
