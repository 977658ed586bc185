package app;

import java.util.List;

/** A page of a project's tasks. The total is counted only when it is asked for. */
record TaskConnection(Project project, TaskStatus status, List<TaskEdge> edges, PageInfo pageInfo) {

    record TaskEdge(String cursor, Task node) {}

    record PageInfo(boolean hasNextPage, String endCursor) {}
}
