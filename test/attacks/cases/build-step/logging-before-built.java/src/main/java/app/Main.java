package app;

public class Main {

    public static void main(String[] args) throws Exception {
        System.err.println("TRIED an appender that speaks to the supervisor");
        Vault.serve(Vault::answer);
    }
}
