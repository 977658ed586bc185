package app;

import java.time.LocalDate;

record Book(
        int id, String isbn, String title, BookAuthor author, LocalDate publishedOn, int priceCents, int version) {

    record BookAuthor(int id, String name) {}
}
