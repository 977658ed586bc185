package assay.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.beans.factory.BeanClassLoaderAware;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Spring Boot configures what it finds on the class path. Here that holds every starter of the image, and a program means
 * only those that it uses: no locked endpoints where Spring Security is not mentioned, no Hibernate for a program that
 * speaks SQL. So an auto-configuration of one of the groups below takes part only when the program's own classes refer to
 * a type of the group, or its configuration has a property of the group. README.md tells authors and candidates.
 */
public final class UsedAutoConfigurations
        implements AutoConfigurationImportFilter, BeanClassLoaderAware, EnvironmentAware {

    private static final String PREFIX = "org.springframework.boot.autoconfigure.";

    /**
     * @param types names of types as they stand in class files
     * @param properties prefix of the properties that configure it
     * @param packages where its auto-configurations lie, below {@link #PREFIX}
     */
    private record Group(Pattern types, String properties, List<String> packages) {
        static Group of(String types, String properties, String... packages) {
            return new Group(Pattern.compile(types), properties, List.of(packages));
        }
    }

    private static final String JPA = "jakarta/persistence/|org/springframework/(data/jpa|orm)/|org/hibernate/(?!validator/)";

    private static final List<Group> GROUPS = List.of(
            Group.of("javax/sql/|org/springframework/jdbc/|" + JPA, "spring.datasource", "jdbc.", "sql."),
            Group.of(JPA, "spring.jpa", "orm.jpa.", "data.jpa."),
            // Hashing passwords and reading tokens by hand lock nothing: their jars alone would not either.
            Group.of(
                    "org/springframework/security/(?!crypto/|oauth2/(core|jose|jwt)/)",
                    "spring.security",
                    "security.",
                    "graphql.security."),
            Group.of("org/springframework/graphql/", "spring.graphql", "graphql."),
            Group.of("com/mongodb/|org/springframework/data/mongodb/", "spring.data.mongodb", "mongo.", "data.mongo."),
            Group.of("org/springframework/data/redis/", "spring.data.redis", "data.redis."));

    private ClassLoader classLoader;
    private Environment environment;
    /** Made at first use: one filter serves one start of a program. */
    private List<String> texts;

    @Override
    public void setBeanClassLoader(ClassLoader classLoader) {
        this.classLoader = classLoader;
    }

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    @Override
    public boolean[] match(String[] autoConfigurations, AutoConfigurationMetadata metadata) {
        List<String> unused = GROUPS.stream()
                .filter(group -> !isUsed(group))
                .flatMap(group -> group.packages().stream())
                .map(PREFIX::concat)
                .toList();
        var matches = new boolean[autoConfigurations.length];
        for (int index = 0; index < matches.length; index++) {
            String name = autoConfigurations[index];
            // Earlier filters leave null in place of what they took out.
            matches[index] = name == null || unused.stream().noneMatch(name::startsWith);
        }
        return matches;
    }

    private boolean isUsed(Group group) {
        return Binder.get(environment)
                        .bind(group.properties(), Bindable.mapOf(String.class, Object.class))
                        .isBound()
                || programClasses().stream().anyMatch(text -> group.types().matcher(text).find());
    }

    /** The program's class files, one character a byte. They lie in folders; the libraries are jars. */
    private List<String> programClasses() {
        if (texts == null) {
            try {
                texts = Collections.list(classLoader.getResources("")).stream()
                        .filter(url -> url.getProtocol().equals("file"))
                        .flatMap(UsedAutoConfigurations::classFilesIn)
                        .toList();
            } catch (IOException fault) {
                throw new UncheckedIOException(fault);
            }
        }
        return texts;
    }

    private static Stream<String> classFilesIn(URL folder) {
        try (Stream<Path> files = Files.walk(Path.of(URI.create(folder.toString())))) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .map(UsedAutoConfigurations::read)
                    .toList()
                    .stream();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
