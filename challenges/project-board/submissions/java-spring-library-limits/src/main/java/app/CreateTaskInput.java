package app;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

record CreateTaskInput(
        String projectId,
        @NotBlank @Size(max = 120) String title,
        @Min(1) @Max(5) Integer priority,
        @Min(1) @Max(100) Integer points,
        String assigneeId) {}
