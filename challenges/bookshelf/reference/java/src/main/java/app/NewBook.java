package app;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;

record NewBook(
        @NotNull @Positive Integer authorId,
        @NotNull @Isbn String isbn,
        @NotBlank @Size(max = 200) String title,
        @CalendarDay String publishedOn,
        @NotNull @PositiveOrZero @Max(1_000_000) Integer priceCents) {}
