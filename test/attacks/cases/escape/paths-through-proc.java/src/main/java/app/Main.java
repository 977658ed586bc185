package app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

public class Main {

    private static final String SECRET = "{{canary.file}}";

    public static void main(String[] args) throws Exception {
        var roads = new ArrayList<>(List.of(SECRET, "/../../../.." + SECRET, "/host" + SECRET, "/mnt" + SECRET, "/sys/../.." + SECRET));
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path process : processes.filter(path -> path.getFileName().toString().matches("\\d+|self|thread-self")).toList()) {
                roads.add(process + "/root" + SECRET);
                roads.add(process + "/cwd/../../../.." + SECRET);
                for (int number = 0; number < 20; number++) roads.add(process + "/fd/" + number + "/../../../../.." + SECRET);
                roads.add(process + "/map_files/../root" + SECRET);
            }
        }
        Files.createSymbolicLink(Path.of("/tmp/road"), Path.of("/proc/1/root" + SECRET));
        roads.add("/tmp/road");
        int tried = 0;
        for (String road : roads) {
            tried++;
            try {
                System.out.println("BREACH " + road + " " + Files.readString(Path.of(road)));
            } catch (IOException refused) {
                // As it should be.
            }
        }
        System.out.println("TRIED " + tried + " roads");
        Vault.serve(Vault::answer);
    }
}
