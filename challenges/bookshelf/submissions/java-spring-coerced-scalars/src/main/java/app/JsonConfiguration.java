package app;

import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class JsonConfiguration {

    /** Tells a field that is absent (no Optional) from one that is null (an empty one). */
    @Bean
    Jdk8Module optionals() {
        return new Jdk8Module().configureReadAbsentAsNull(true);
    }
}
