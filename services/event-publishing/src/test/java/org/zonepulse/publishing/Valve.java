package org.zonepulse.publishing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Between clients and a broker: while it is shut nothing gets through, but connections stay, as with a broker that hangs. */
final class Valve implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private @Nullable String broker;
    private boolean shut;

    Valve() throws IOException {
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    synchronized void leadTo(String address) {
        broker = address;
        notifyAll();
    }

    synchronized void shut() {
        shut = true;
    }

    synchronized void open() {
        shut = false;
        notifyAll();
    }

    private synchronized String awaitOpen() throws InterruptedException {
        while (shut || broker == null) {
            wait();
        }
        return broker;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                String[] address = awaitOpen().split(":", -1);
                Socket onward = new Socket(address[0], Integer.parseInt(address[1]));
                sockets.addAll(List.of(client, onward));
                Thread.ofPlatform().daemon().start(() -> pump(client, onward));
                Thread.ofPlatform().daemon().start(() -> pump(onward, client));
            }
        } catch (IOException | InterruptedException closed) {
            // The test is over.
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[16 * 1024];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                awaitOpen();
                out.write(buffer, 0, count);
            }
        } catch (IOException | InterruptedException closed) {
            // One side has gone, and takes the other with it.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        open();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
