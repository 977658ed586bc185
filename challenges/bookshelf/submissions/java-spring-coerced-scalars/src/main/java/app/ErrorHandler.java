package app;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Turns everything that goes wrong into the one shape of errors. */
@RestControllerAdvice
class ErrorHandler {

    private static final Logger log = LoggerFactory.getLogger(ErrorHandler.class);

    record ErrorBody(Problem error) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Problem(String code, String message, Map<String, String> fields) {}

    @ExceptionHandler
    ResponseEntity<ErrorBody> refused(ApiException refusal) {
        var problem = new Problem(refusal.code(), refusal.getMessage(), refusal.fields());
        return ResponseEntity.status(refusal.status()).body(new ErrorBody(problem));
    }

    @ExceptionHandler({
        NoResourceFoundException.class,
        HttpRequestMethodNotSupportedException.class,
        MethodArgumentTypeMismatchException.class // an id in a path that is too large to be one
    })
    ResponseEntity<ErrorBody> nothingThere() {
        return refused(ApiException.notFound("path"));
    }

    @ExceptionHandler
    ResponseEntity<ErrorBody> invalid(MethodArgumentNotValidException invalid) {
        var faults = faultsOf(invalid.getBindingResult());
        return refused(
                invalid.getParameter().hasParameterAnnotation(RequestBody.class)
                        ? ApiException.validationFailed(faults)
                        : ApiException.invalidQuery(faults));
    }

    /** A body with a value of the wrong type is well-formed JSON: the path tells the field. */
    @ExceptionHandler
    ResponseEntity<ErrorBody> unreadable(HttpMessageNotReadableException unreadable) {
        if (unreadable.getCause() instanceof JsonMappingException mismatch
                && !mismatch.getPath().isEmpty()
                && !(mismatch.getCause() instanceof JsonParseException)) {
            String field = mismatch.getPath().getFirst().getFieldName();
            return refused(ApiException.validationFailed(Map.of(field, "has the wrong type")));
        }
        return refused(ApiException.malformedJson());
    }

    @ExceptionHandler(HttpMediaTypeNotSupportedException.class)
    ResponseEntity<ErrorBody> notJson() {
        return refused(ApiException.malformedJson());
    }

    @ExceptionHandler
    ResponseEntity<ErrorBody> unexpected(Exception failure) {
        log.error("A request failed", failure);
        return ResponseEntity.status(HttpStatus.INTERNAL_SERVER_ERROR)
                .body(new ErrorBody(new Problem("internal", "Something failed", null)));
    }

    private static Map<String, String> faultsOf(BindingResult result) {
        var faults = new TreeMap<String, String>();
        for (FieldError error : result.getFieldErrors()) {
            faults.put(
                    error.getField(), error.isBindingFailure() ? "must be a whole number" : error.getDefaultMessage());
        }
        return faults;
    }
}
