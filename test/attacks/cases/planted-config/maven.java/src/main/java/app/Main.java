package app;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

public class Main {

    public static void main(String[] args) throws Exception {
        List<String> options = ManagementFactory.getRuntimeMXBean().getInputArguments();
        if (options.stream().anyMatch(option -> option.contains("agent"))) System.out.println("BREACH " + options);
        long planted = Stream.of("pom.xml", ".mvn/jvm.config", ".hotspotrc")
                .filter(file -> Files.exists(Path.of("/app", file)))
                .count();
        System.out.println("TRIED " + planted + " files of settings and two services");
        Vault.serve(Vault::answer);
    }
}
