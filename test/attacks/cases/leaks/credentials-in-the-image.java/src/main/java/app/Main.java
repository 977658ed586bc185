package app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

public class Main {

    /** Files that hold credentials by their names alone. */
    private static final Pattern NAMES = Pattern.compile(
            "\\.netrc|\\.npmrc|\\.pypirc|pip\\.conf|\\.git-credentials|\\.docker|id_(rsa|ed25519)|.*_history|settings-security\\.xml|\\.aws|kubeconfig");
    /** Words in settings that are credentials. */
    private static final Pattern WORDS = Pattern.compile(
            "-----BEGIN [A-Z ]*PRIVATE KEY|_authToken|https?://[^/\\s:@]+:[^/\\s@]+@|^\\s*machine\\s+\\S+\\s+login", Pattern.MULTILINE);
    /** Where settings lie. Documentation and libraries have examples of such words. */
    private static final List<String> SETTINGS = List.of("/etc", "/root", "/home", "/opt/assay", "/usr/local", "/var/log", "/var/lib/dpkg", "/run", "/srv");

    /** The kernel's files, and those of Debian's packages, which are the same for all the world. */
    private static final List<String> TOO_MANY = List.of("/proc", "/sys", "/usr/share", "/usr/lib", "/usr/include", "/var/lib/dpkg/info");

    public static void main(String[] args) throws Exception {
        var found = new ArrayList<String>();
        int[] seen = {0};
        Files.walkFileTree(Path.of("/"), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return TOO_MANY.stream().anyMatch(folder::startsWith) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                seen[0]++;
                String name = file.getFileName().toString();
                if (NAMES.matcher(name).matches() && attributes.size() > 0) found.add(file.toString());
                boolean settings = SETTINGS.stream().anyMatch(file::startsWith);
                if (settings && attributes.isRegularFile() && attributes.size() < 300_000 && Files.isReadable(file)) {
                    if (WORDS.matcher(Files.readString(file, StandardCharsets.ISO_8859_1)).find()) found.add(file + " has credentials");
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException refused) {
                return FileVisitResult.CONTINUE;
            }
        });
        System.out.println(found.isEmpty() ? "TRIED " + seen[0] + " files" : "BREACH " + found);
        Vault.serve(Vault::answer);
    }
}
