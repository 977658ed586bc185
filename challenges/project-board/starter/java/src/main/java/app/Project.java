package app;

record Project(int id, String name) {}
