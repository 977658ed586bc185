package app;

public class Main {

    public static void main(String[] args) throws Exception {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            System.out.println("TRIED to say goodbye for ever");
            while (true) sleep();
        }));
        Vault.serve(Vault::answer);
        System.exit(0);
    }

    private static void sleep() {
        try {
            Thread.sleep(Long.MAX_VALUE);
        } catch (InterruptedException interrupted) {
            Thread.interrupted();
        }
    }
}
