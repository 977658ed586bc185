package app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.prefs.Preferences;

public class Main {

    public static void main(String[] args) throws Exception {
        Preferences.userRoot().node("left/behind").put("mark", "found me");
        Preferences.userRoot().flush();
        for (String folder : List.of(System.getProperty("user.home"), System.getProperty("java.io.tmpdir"), "/dev/shm")) {
            Files.writeString(Path.of(folder, "left-behind"), "found me");
        }
        System.out.println("TRIED preferences and files");
        Vault.serve(Vault::answer);
    }
}
