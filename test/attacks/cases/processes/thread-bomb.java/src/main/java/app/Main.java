package app;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

public class Main {

    private static final int WANTED = 600;

    public static void main(String[] args) throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        try {
            while (threads.size() < WANTED) {
                // Stacks so small that memory is not what ends it.
                Thread thread = new Thread(null, () -> await(end), "bomb", 64 * 1024);
                thread.start();
                threads.add(thread);
            }
            System.out.println("BREACH " + threads.size() + " threads");
        } catch (OutOfMemoryError refused) {
            System.out.println("TRIED " + threads.size() + " threads");
        }
        end.countDown();
        for (Thread thread : threads) thread.join();
        Vault.serve(Vault::answer);
    }

    private static void await(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
