package app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.prefs.Preferences;

public class Main {

    public static void main(String[] args) throws Exception {
        boolean found = !Preferences.userRoot().node("left/behind").get("mark", "").isEmpty();
        for (String folder : List.of(System.getProperty("user.home"), System.getProperty("java.io.tmpdir"), "/dev/shm")) {
            found |= Files.exists(Path.of(folder, "left-behind"));
        }
        System.out.println((found ? "BREACH " : "TRIED ") + "preferences and files");
        Vault.serve(Vault::answer);
    }
}
