package org.onestop.fuzz;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/** Listens where requests try to lure the service to, and counts who comes. */
final class Trap implements AutoCloseable {

    private final ServerSocket door;
    private final AtomicInteger visitors = new AtomicInteger();

    private Trap(ServerSocket door) {
        this.door = door;
    }

    static Trap set() throws IOException {
        Trap trap = new Trap(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        Thread watch = new Thread(trap::watch, "trap");
        watch.setDaemon(true);
        watch.start();
        return trap;
    }

    private void watch() {
        while (!door.isClosed()) {
            try {
                door.accept().close();
                visitors.incrementAndGet();
            } catch (IOException e) {
                // Closed: the test is over.
                return;
            }
        }
    }

    int port() {
        return door.getLocalPort();
    }

    int visitors() {
        return visitors.get();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
