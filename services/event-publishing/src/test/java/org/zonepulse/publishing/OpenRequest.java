package org.zonepulse.publishing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A request of which the test sends one part after the other. */
final class OpenRequest implements AutoCloseable {

    private final Socket socket;

    /** Sends the headers of a body of that length. */
    OpenRequest(URI address, String type, int length, String... headers) throws IOException {
        socket = new Socket(address.getHost(), address.getPort());
        socket.setSoTimeout(60_000);
        boolean isHostGiven = Arrays.stream(headers).anyMatch(header -> header.startsWith("Host:"));
        send("POST /events HTTP/1.1\r\n" + (isHostGiven ? "" : "Host: 127.0.0.1\r\n")
                + "Connection: close\r\nContent-Type: " + type + "\r\nContent-Length: " + length + "\r\n");
        for (String header : headers) {
            send(header + "\r\n");
        }
        send("\r\n");
    }

    void send(String part) throws IOException {
        send(part.getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] part) throws IOException {
        socket.getOutputStream().write(part);
        socket.getOutputStream().flush();
    }

    boolean isAnswered() throws IOException {
        return socket.getInputStream().available() > 0;
    }

    /** All that was answered, until the server closed the connection. */
    String answer() throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        socket.getInputStream().transferTo(answer);
        return answer.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
