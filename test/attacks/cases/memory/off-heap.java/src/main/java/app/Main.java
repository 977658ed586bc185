package app;

import java.lang.reflect.Field;
import sun.misc.Unsafe;

public class Main {

    private static final long PIECE = 32L << 20;

    public static void main(String[] args) throws Exception {
        Field field = Unsafe.class.getDeclaredField("theUnsafe");
        field.setAccessible(true);
        Unsafe unsafe = (Unsafe) field.get(null);
        for (long held = PIECE; held <= 20 * PIECE; held += PIECE) {
            unsafe.setMemory(unsafe.allocateMemory(PIECE), PIECE, (byte) 1);
            System.out.println("TRIED " + (held >> 20) + " MiB");
        }
        System.out.println("BREACH it holds more than the slot may");
        Vault.serve(Vault::answer);
    }
}
