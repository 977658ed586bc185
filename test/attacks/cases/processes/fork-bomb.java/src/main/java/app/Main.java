package app;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

public class Main {

    private static final int WANTED = 400;

    public static void main(String[] args) throws Exception {
        List<Process> children = new ArrayList<>();
        try {
            while (children.size() < WANTED) children.add(new ProcessBuilder("/bin/sleep", "30").start());
        } catch (IOException | OutOfMemoryError refused) {
            System.out.println("TRIED " + children.size() + " children");
        }
        if (children.size() == WANTED) System.out.println("BREACH " + WANTED + " children");
        for (Process child : children) child.destroyForcibly().waitFor();
        Vault.serve(Vault::answer);
    }
}
