package app;

record Task(
        int id, int projectId, String title, TaskStatus status, int priority, Integer points, Integer assigneeId) {}
