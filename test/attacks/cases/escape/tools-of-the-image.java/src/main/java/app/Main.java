package app;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;

public class Main {

    private static final List<String> COMMANDS = List.of(
            "su -c id", "su nobody -s /bin/sh -c id", "mount -t tmpfs none /tmp", "mount -o remount,rw /", "umount -l /proc/sys",
            "chroot /tmp /bin/sh", "nsenter -t 1 -a id", "unshare -Urm id", "setpriv --reuid 0 id", "setpriv --ambient-caps +sys_admin id",
            "mknod /tmp/disk b 254 0", "newgrp root", "passwd -d root", "chsh -s /bin/sh root", "chfn -f root root", "losetup /dev/loop0 /etc/passwd",
            "swapon /dev/vda", "dmesg", "insmod /tmp/x.ko", "modprobe dummy", "sysctl -w kernel.hostname=x", "hostname x",
            "ip link add dummy9 type dummy", "perl -e exit(!chroot('/tmp'))", "perl -e $>=0;exit($>!=0)");

    public static void main(String[] args) throws Exception {
        var succeeded = new ArrayList<String>();
        var running = new LinkedHashMap<String, Process>();
        for (String command : COMMANDS) {
            var builder = new ProcessBuilder(command.split(" ", command.startsWith("perl") ? 3 : 0));
            builder.environment().put("LD_PRELOAD", "/tmp/evil.so");
            var nothing = new File("/dev/null");
            builder.redirectErrorStream(true).redirectOutput(nothing).redirectInput(nothing);
            try {
                running.put(command, builder.start());
            } catch (IOException missing) {
                // Not every image has it.
            }
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
        for (var one : running.entrySet()) {
            boolean ended = one.getValue().waitFor(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (ended && one.getValue().exitValue() == 0) succeeded.add(one.getKey());
            one.getValue().destroyForcibly();
        }
        String status = Files.readString(Path.of("/proc/self/status"));
        for (String line : status.split("\n")) {
            boolean powers = line.matches("Cap(Inh|Prm|Eff|Bnd|Amb):\t.*[1-9a-f].*");
            if (powers || line.matches("(NoNewPrivs|Seccomp):\t0")) succeeded.add(line);
        }
        System.out.println((succeeded.isEmpty() ? "TRIED " : "BREACH " + succeeded + " of ") + running.keySet());
        Vault.serve(Vault::answer);
    }
}
