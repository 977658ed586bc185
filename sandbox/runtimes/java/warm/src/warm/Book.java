package warm;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

public record Book(
        UUID id,
        @NotBlank @Size(max = 200) String title,
        @NotBlank String author,
        @Pattern(regexp = "[0-9-]*") String isbn,
        @Min(0) @Max(2100) int year,
        @NotNull @PositiveOrZero BigDecimal price,
        @JsonProperty("createdAt") Instant createdAt,
        List<@NotBlank String> tags) {}
