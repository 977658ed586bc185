package app;

import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

public class Main {

    public static void main(String[] args) throws Exception {
        // Names of 255 bytes: spaces, line breaks, quotes, and letters of three bytes.
        String name = "\n'$(reboot)' \"*\"\t".repeat(3) + "深".repeat(67);
        String longest = (name + "x".repeat(255)).substring(0, name.length() + 255 - bytes(name));
        Path folder = Path.of("/tmp");
        int depth = 0;
        try {
            while (depth < 200) {
                folder = Files.createDirectory(folder.resolve(longest));
                depth++;
            }
        } catch (FileSystemException tooLong) {
            // A path ends at 4,096 bytes; what is there is moved below what comes next, and so it gets deeper all the same.
            for (; depth < 60; depth++) {
                Path above = Files.createDirectory(Path.of("/tmp", "above" + depth));
                try {
                    Files.move(Path.of("/tmp", depth == 15 ? longest : "above" + (depth - 1)), above.resolve(longest));
                } catch (FileSystemException missing) {
                    break;
                }
            }
        }
        System.out.println("TRIED " + depth + " deep, names of " + bytes(longest) + " bytes");
        Vault.serve(Vault::answer);
    }

    private static int bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    }
}
