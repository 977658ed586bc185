package app;

import app.RefusedException.Code;
import app.TaskConnection.PageInfo;
import app.TaskConnection.TaskEdge;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

@Controller
class QueryController {

    private static final int DEFAULT_PAGE = 20;
    private static final int LARGEST_PAGE = 50;

    private final BoardRepository board;

    QueryController(BoardRepository board) {
        this.board = board;
    }

    @QueryMapping
    Person me(@ContextValue(required = false) Person viewer) {
        return viewer;
    }

    @QueryMapping
    Project project(@Argument String id) {
        return Ids.parse(id).flatMap(board::findProject).orElse(null);
    }

    @QueryMapping
    List<Project> projects() {
        return board.allProjects();
    }

    @QueryMapping
    Task task(@Argument String id) {
        return Ids.parse(id).flatMap(board::findTask).orElse(null);
    }

    @SchemaMapping
    String email(Person person, @ContextValue(required = false) Person viewer) {
        if (viewer == null || viewer.id() != person.id()) {
            throw new RefusedException(Code.FORBIDDEN, "Only the person themself may see this");
        }
        return person.email();
    }

    @SchemaMapping
    int budgetCents(Project project, @ContextValue(required = false) Person viewer) {
        if (viewer == null || viewer.id() != project.leadId()) {
            throw new RefusedException(Code.FORBIDDEN, "Only the lead may see this");
        }
        return project.budgetCents();
    }

    /** One task more than asked for tells whether there is a next page. */
    @SchemaMapping
    TaskConnection tasks(
            Project project, @Argument Integer first, @Argument String after, @Argument TaskStatus status) {
        int size = first == null ? DEFAULT_PAGE : first;
        if (size < 1 || size > LARGEST_PAGE) {
            throw new RefusedException(Code.BAD_USER_INPUT, "\"first\" must be from 1 to " + LARGEST_PAGE);
        }
        Position position = after == null
                ? null
                : Position.fromCursor(after)
                        .orElseThrow(() -> new RefusedException(
                                Code.BAD_USER_INPUT, "\"after\" must be the cursor of an edge"));
        List<Task> found = board.tasksOfProject(project, status, position, size + 1);
        List<TaskEdge> edges = found.stream()
                .limit(size)
                .map(task -> new TaskEdge(Position.of(task).toCursor(), task))
                .toList();
        String end = edges.isEmpty() ? null : edges.getLast().cursor();
        return new TaskConnection(project, status, edges, new PageInfo(found.size() > size, end));
    }

    @SchemaMapping
    int totalCount(TaskConnection connection) {
        return board.countTasks(connection.project(), connection.status());
    }

    @BatchMapping(typeName = "Person", field = "tasks")
    Map<Person, List<Task>> tasksOfPeople(List<Person> people) {
        var tasks = board.tasksOfPeople(distinct(people, Person::id));
        return each(people, person -> tasks.getOrDefault(person.id(), List.of()));
    }

    @BatchMapping
    Map<Project, Person> lead(List<Project> projects) {
        var people = board.people(distinct(projects, Project::leadId));
        return each(projects, project -> people.get(project.leadId()));
    }

    @BatchMapping
    Map<Task, Project> project(List<Task> tasks) {
        var projects = board.projects(distinct(tasks, Task::projectId));
        return each(tasks, task -> projects.get(task.projectId()));
    }

    @BatchMapping
    Map<Task, Person> assignee(List<Task> tasks) {
        var people = board.people(distinct(tasks, Task::assigneeId));
        return each(tasks, task -> people.get(task.assigneeId()));
    }

    @BatchMapping
    Map<Task, List<Comment>> comments(List<Task> tasks) {
        var comments = board.commentsOfTasks(distinct(tasks, Task::id));
        return each(tasks, task -> comments.getOrDefault(task.id(), List.of()));
    }

    @BatchMapping
    Map<Comment, Person> author(List<Comment> comments) {
        var people = board.people(distinct(comments, Comment::authorId));
        return each(comments, comment -> people.get(comment.authorId()));
    }

    private static <T> Collection<Integer> distinct(List<T> objects, Function<T, Integer> id) {
        return objects.stream().map(id).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    /** What belongs to each object; an object for which there is nothing is left out. */
    private static <T, V> Map<T, V> each(List<T> objects, Function<T, V> value) {
        return objects.stream()
                .distinct()
                .filter(object -> value.apply(object) != null)
                .collect(Collectors.toMap(Function.identity(), value));
    }
}
