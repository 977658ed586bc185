package app;

public class Main {

    public static void main(String[] args) throws Exception {
        System.out.println("TRIED to be served by a vault that adds up by itself");
        Vault.serve(numbers -> 0);
    }
}
