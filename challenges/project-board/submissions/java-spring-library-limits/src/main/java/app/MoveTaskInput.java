package app;

record MoveTaskInput(String taskId, TaskStatus status) {}
