package app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

public class Main {

    public static void main(String[] args) throws Exception {
        List<ProcessHandle> all = ProcessHandle.allProcesses().toList();
        long self = ProcessHandle.current().pid();
        long highest = all.stream().mapToLong(ProcessHandle::pid).max().orElse(0);
        // Process 1 and this one: nobody else has a number here, whatever the user.
        List<Long> others = all.stream().map(ProcessHandle::pid).filter(pid -> pid != 1 && pid != self).toList();
        String load = Files.readString(Path.of("/proc/loadavg"));
        try (Stream<Path> tasks = Files.list(Path.of("/proc"))) {
            long folders = tasks.filter(path -> path.getFileName().toString().matches("\\d+")).count();
            System.out.println((others.isEmpty() ? "TRIED " : "BREACH " + others + " of ") + folders + " processes up to " + highest + ", load " + load.strip());
        }
        Vault.serve(Vault::answer);
    }
}
