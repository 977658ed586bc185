package app;

public class Main {

    public static void main(String[] args) throws Exception {
        Vault.serve(numbers -> 0);
    }
}
