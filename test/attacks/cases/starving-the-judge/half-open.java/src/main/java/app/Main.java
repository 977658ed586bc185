package app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

public class Main {

    private static final List<SocketChannel> WAITING = new ArrayList<>();

    public static void main(String[] args) throws Exception {
        // Its queue has room for one, and nobody is ever let in: each further call is repeated by the kernel.
        ServerSocket closedDoor = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        try {
            while (WAITING.size() < 400) {
                SocketChannel call = SocketChannel.open();
                call.configureBlocking(false);
                call.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), closedDoor.getLocalPort()));
                WAITING.add(call);
            }
        } catch (IOException full) {
            System.out.println(full.getMessage());
        }
        // Some files are given back: the server needs them.
        for (int i = 0; i < 40; i++) WAITING.remove(WAITING.size() - 1).close();
        System.out.println("TRIED " + WAITING.size() + " at a door that does not open");
        Vault.serve(Vault::answer);
    }
}
