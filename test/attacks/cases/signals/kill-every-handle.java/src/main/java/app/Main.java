package app;

import java.util.List;

public class Main {

    public static void main(String[] args) throws Exception {
        List<ProcessHandle> others = ProcessHandle.allProcesses()
                .filter(handle -> !handle.equals(ProcessHandle.current()))
                .toList();
        long heard = others.stream().filter(Main::kill).count();
        Thread.sleep(300);
        System.out.println("TRIED " + heard + " of " + others.size() + " took it");
        Vault.serve(Vault::answer);
    }

    private static boolean kill(ProcessHandle handle) {
        // Politely first: process 1 passes that on to this very program, where it is ignored.
        sun.misc.Signal.handle(new sun.misc.Signal("TERM"), signal -> {});
        return handle.destroy() & handle.destroyForcibly();
    }
}
