package app;

record Author(int id, String name, int bookCount) {}
