package app;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/** A day that the calendar has, as YYYY-MM-DD. It stays a text until all fields have been looked at. */
@Pattern(regexp = "[0-9]{4}-[0-9]{2}-[0-9]{2}")
@ReportAsSingleViolation
@Constraint(validatedBy = CalendarDay.Validator.class)
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@interface CalendarDay {

    String message() default "must be a day as YYYY-MM-DD";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    class Validator implements ConstraintValidator<CalendarDay, String> {

        @Override
        public boolean isValid(String text, ConstraintValidatorContext context) {
            try {
                return text == null || LocalDate.parse(text) != null;
            } catch (DateTimeParseException fault) {
                return false;
            }
        }
    }
}
