package warm;

import jakarta.validation.ConstraintViolationException;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

    @ExceptionHandler(NoSuchBook.class)
    ProblemDetail missing(NoSuchBook absent) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, absent.getMessage());
    }

    @ExceptionHandler(ConstraintViolationException.class)
    ResponseEntity<Map<String, String>> invalid(ConstraintViolationException violations) {
        return ResponseEntity.badRequest().body(Map.of("error", violations.getMessage()));
    }

    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException fault, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var fields = fault.getBindingResult().getFieldErrors().stream()
                .map(error -> Map.of("field", error.getField(), "message", String.valueOf(error.getDefaultMessage())))
                .toList();
        return ResponseEntity.badRequest().body(Map.of("error", "invalid", "fields", fields));
    }
}
