package app;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/** Fields to change. One that the client did not send is null here; one that it sent as null is empty. */
record BookChange(
        @NotNull Integer version,
        Optional<@NotNull @Positive Integer> authorId,
        Optional<@NotNull @Isbn String> isbn,
        Optional<@NotBlank @Size(max = 200) String> title,
        Optional<@CalendarDay String> publishedOn,
        Optional<@NotNull @PositiveOrZero @Max(1_000_000) Integer> priceCents) {}
