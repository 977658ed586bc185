package app;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

record NewAuthor(@NotBlank @Size(max = 100) String name) {}
