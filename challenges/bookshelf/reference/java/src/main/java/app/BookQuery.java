package app;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;

/** The parameters of a list, bound field by field so that all faults are found. Filters that are not given are null. */
class BookQuery {

    @Min(1)
    @Max(100)
    int limit = 20;

    @PositiveOrZero
    @Max(1_000_000)
    int offset = 0;

    @Pattern(regexp = "-?(id|title|price)", message = "must be id, title or price, with or without a -")
    String sort = "id";

    Long authorId;

    @PositiveOrZero
    Long maxPriceCents;

    String q;
}
