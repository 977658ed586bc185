package app;

import java.nio.file.Files;
import java.nio.file.Path;

public class Main {

    public static void main(String[] args) throws Exception {
        String copy = Files.readString(Path.of("/app/copy"));
        Files.writeString(Path.of("/tmp/mark-" + copy), copy);
        Files.writeString(Path.of("/app/target/classes/mark-" + copy), copy);
        String other = copy.equals("1") ? "2" : "1";
        boolean found = false;
        for (int look = 0; look < 20 && !found; look++) {
            found = Files.exists(Path.of("/tmp/mark-" + other)) || Main.class.getResource("/mark-" + other) != null;
            Thread.sleep(25);
        }
        System.out.println((found ? "BREACH found " + other : "TRIED") + " as " + copy);
        Vault.serve(Vault::answer);
    }
}
