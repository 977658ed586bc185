package app;

record Comment(int id, int taskId, Integer authorId, String body) {}
