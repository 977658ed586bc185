package app;

import java.util.List;
import sun.misc.Signal;

public class Main {

    public static void main(String[] args) throws Exception {
        // Process 1 passes a polite signal on to this very program, where it is ignored.
        Signal.handle(new Signal("TERM"), signal -> {});
        List<ProcessHandle> others = ProcessHandle.allProcesses()
                .filter(handle -> !handle.equals(ProcessHandle.current()))
                .toList();
        long heard = others.stream().filter(Main::kill).count();
        Thread.sleep(300);
        System.out.println("TRIED " + heard + " of " + others.size() + " took it");
        Vault.serve(Vault::answer);
    }

    private static boolean kill(ProcessHandle handle) {
        return handle.destroy() & handle.destroyForcibly();
    }
}
