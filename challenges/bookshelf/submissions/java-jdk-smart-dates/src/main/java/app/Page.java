package app;

import java.util.List;

record Page(List<Book> items, int total, long limit, long offset) {}
