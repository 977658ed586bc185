package app;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.hibernate.validator.constraints.ISBN;

/** The 13 digits of an ISBN, without hyphens. */
@Pattern(regexp = "97[89][0-9]{10}")
@ISBN(type = ISBN.Type.ISBN_13)
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@interface Isbn {

    String message() default "must be 13 digits that start with 978 or 979, with a right check digit";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
