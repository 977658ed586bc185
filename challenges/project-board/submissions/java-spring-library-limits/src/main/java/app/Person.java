package app;

record Person(int id, String name, String email) {}
