package app;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;

@Controller
class ProjectController {

    private final JdbcClient jdbc;

    ProjectController(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @QueryMapping
    Project project(@Argument int id) {
        return jdbc.sql("SELECT id, name FROM projects WHERE id = :id")
                .param("id", id)
                .query(Project.class)
                .optional()
                .orElse(null);
    }
}
