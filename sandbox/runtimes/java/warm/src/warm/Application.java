package warm;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** What the waiting process runs before the candidate's code comes: a little of everything that a service does. */
@SpringBootApplication
public class Application {}
