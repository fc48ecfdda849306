package org.zonepulse.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Readers of the live feed, all on one thread. They look no further into an event than its id, so that what is measured is the
 * feed and not its readers.
 */
final class LiveConnections implements AutoCloseable {

    private static final int READ_BYTES = 256 << 10;

    private final Selector selector = Selector.open();
    private final List<SocketChannel> channels = new ArrayList<>();
    private final Listener listener;
    private final Thread thread = Thread.ofPlatform().name("live-readers").unstarted(this::run);
    private volatile boolean closed;

    /** Is told of each event. */
    interface Listener {
        /**
         * An event has come whole.
         *
         * @param reader number of the reader, from 0
         * @param cut number of the cut, which is the event's id
         * @param at when its last byte had been read, by {@link System#nanoTime}
         */
        void received(int reader, long cut, long at);
    }

    private LiveConnections(Listener listener) throws IOException {
        this.listener = listener;
    }

    /** Opens so many connections, one after the other. */
    static LiveConnections open(URI feed, int readers, Listener listener) throws IOException {
        LiveConnections connections = new LiveConnections(listener);
        for (int reader = 0; reader < readers; reader++) {
            SocketChannel channel = ask(feed);
            channel.configureBlocking(false);
            channel.register(connections.selector, SelectionKey.OP_READ, new Events(reader));
            connections.channels.add(channel);
        }
        connections.thread.start();
        return connections;
    }

    private static SocketChannel ask(URI feed) throws IOException {
        return ask(SocketChannel.open(new InetSocketAddress(feed.getHost(), feed.getPort())), feed);
    }

    /** Asks for the live feed on a connection that is the caller's own to read. */
    static SocketChannel ask(SocketChannel channel, URI feed) throws IOException {
        String request = "GET /api/v1/live HTTP/1.1\r\nHost: " + feed.getAuthority() + "\r\n\r\n";
        channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        return channel;
    }

    private void run() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BYTES);
        try {
            while (!closed) {
                selector.select(key -> read(key, buffer));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(SelectionKey key, ByteBuffer buffer) {
        try {
            buffer.clear();
            if (((SocketChannel) key.channel()).read(buffer) < 0) {
                throw new IOException("the feed has ended the stream");
            }
            long now = System.nanoTime();
            ((Events) key.attachment()).take(buffer.flip(), now, listener);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Finds events among the lines of a response; those that frame its chunks are no lines of events, and end with CR. */
    private static final class Events {
        private static final String ID = "id: ";
        private static final long NONE = -1;

        private final int reader;
        private final StringBuilder start = new StringBuilder();
        private long id = NONE;

        private Events(int reader) {
            this.reader = reader;
        }

        private void take(ByteBuffer bytes, long at, Listener listener) {
            while (bytes.hasRemaining()) {
                char next = (char) bytes.get();
                if (next != '\n') {
                    if (start.length() < Long.SIZE) {
                        start.append(next);
                    }
                    continue;
                }
                if (start.indexOf(ID) == 0) {
                    id = Long.parseLong(start.substring(ID.length(), start.indexOf(".")));
                } else if (start.isEmpty() && id != NONE) {
                    listener.received(reader, id, at);
                    id = NONE;
                }
                start.setLength(0);
            }
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (SocketChannel channel : channels) {
            channel.close();
        }
        selector.close();
    }
}
