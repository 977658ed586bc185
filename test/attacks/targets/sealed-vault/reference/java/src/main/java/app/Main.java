package app;

import com.fasterxml.jackson.databind.JsonNode;

public class Main {

    public static void main(String[] args) throws Exception {
        Vault.serve(numbers -> {
            long sum = 0;
            for (JsonNode number : numbers) sum += number.asLong();
            return sum;
        });
    }
}
