package app;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the board. What is read for lists of ids comes in one statement. */
@Repository
class BoardRepository {

    private final JdbcClient jdbc;

    BoardRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Person> findPerson(int id) {
        return Optional.ofNullable(people(List.of(id)).get(id));
    }

    Optional<Project> findProject(int id) {
        return Optional.ofNullable(projects(List.of(id)).get(id));
    }

    Optional<Task> findTask(int id) {
        return jdbc.sql("SELECT * FROM tasks WHERE id = :id")
                .param("id", id)
                .query(Task.class)
                .optional();
    }

    List<Project> allProjects() {
        return jdbc.sql("SELECT * FROM projects ORDER BY id").query(Project.class).list();
    }

    Map<Integer, Person> people(Collection<Integer> ids) {
        return byId(Person.class, "SELECT * FROM people WHERE id = ANY(:ids)", ids, Person::id);
    }

    Map<Integer, Project> projects(Collection<Integer> ids) {
        return byId(Project.class, "SELECT * FROM projects WHERE id = ANY(:ids)", ids, Project::id);
    }

    Map<Integer, List<Task>> tasksOfPeople(Collection<Integer> ids) {
        String sql = "SELECT * FROM tasks WHERE assignee_id = ANY(:ids) ORDER BY id";
        return load(Task.class, sql, ids).stream().collect(Collectors.groupingBy(Task::assigneeId));
    }

    Map<Integer, List<Comment>> commentsOfTasks(Collection<Integer> ids) {
        String sql = "SELECT * FROM comments WHERE task_id = ANY(:ids) ORDER BY id";
        return load(Comment.class, sql, ids).stream().collect(Collectors.groupingBy(Comment::taskId));
    }

    /**
     * The tasks of a project in the order of the board.
     *
     * @param status null for all
     * @param after null for the first page
     */
    List<Task> tasksOfProject(Project project, TaskStatus status, Position after, int limit) {
        return jdbc.sql(
                        """
                        SELECT * FROM tasks
                        WHERE project_id = :project AND (:status::text IS NULL OR status = :status)
                          AND (:priority::integer IS NULL OR priority < :priority
                               OR (priority = :priority AND id > :id))
                        ORDER BY priority DESC, id LIMIT :limit
                        """)
                .param("project", project.id())
                .param("status", nameOf(status))
                .param("priority", after == null ? null : after.priority())
                .param("id", after == null ? null : after.id())
                .param("limit", limit)
                .query(Task.class)
                .list();
    }

    int countTasks(Project project, TaskStatus status) {
        return jdbc.sql(
                        """
                        SELECT count(*) FROM tasks
                        WHERE project_id = :project AND (:status::text IS NULL OR status = :status)
                        """)
                .param("project", project.id())
                .param("status", nameOf(status))
                .query(Integer.class)
                .single();
    }

    private <T> Map<Integer, T> byId(
            Class<T> type, String sql, Collection<Integer> ids, Function<T, Integer> id) {
        return load(type, sql, ids).stream().collect(Collectors.toMap(id, Function.identity()));
    }

    private <T> List<T> load(Class<T> type, String sql, Collection<Integer> ids) {
        return jdbc.sql(sql).param("ids", ids.toArray(Integer[]::new)).query(type).list();
    }

    private static String nameOf(TaskStatus status) {
        return status == null ? null : status.name();
    }
}
