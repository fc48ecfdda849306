package org.zonepulse.feed.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zonepulse.feed.live.KnownCut;

/** Readers over real connections, whose buffers fill up. */
class SlowReadersTest {

    private static final long CUTS = 200;
    /** Some 100 KB a cut: all cuts together are more than the buffers of a connection hold. */
    private static final int VALUES = 500;

    private static final String ID = "id: ";

    @Test
    void shouldMergeCutsForWhoReadsNothingWhileOthersGetEach() throws Exception {
        try (RunningFeed feed = new RunningFeed()) {
            // Given
            publish(feed, 0);
            try (Socket slow = connect(feed.address());
                    RunningFeed.Live quick = feed.listen("/api/v1/live")) {
                List<String> toQuick = new ArrayList<>(List.of(quick.event()));

                // When
                for (int cut = 1; cut < CUTS; cut++) {
                    publish(feed, cut);
                    toQuick.add(quick.event());
                }
                List<Long> toSlow = readIds(slow);

                // Then
                assertThat(toQuick).hasSize((int) CUTS).last().asString().startsWith("event: cut id: " + CUTS + ".");
                assertThat(toSlow).hasSizeLessThan((int) CUTS).isSorted().last().isEqualTo(CUTS);
            }
        }
    }

    private static void publish(RunningFeed feed, int amount) {
        for (int value = 0; value < VALUES; value++) {
            feed.cuts().value("loan-balance@industry:C" + (1_000 + value), (long) amount);
        }
        feed.cuts().publish();
    }

    private static Socket connect(URI feed) throws Exception {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.setSoTimeout(60_000);
        socket.connect(new InetSocketAddress(feed.getHost(), feed.getPort()));
        String request = "GET /api/v1/live HTTP/1.1\r\nHost: " + feed.getAuthority() + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** The numbers of the cuts that it is told of at last, up to the newest. */
    private static List<Long> readIds(Socket socket) throws Exception {
        List<Long> ids = new ArrayList<>();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        while (ids.isEmpty() || ids.getLast() < CUTS) {
            String line = lines.readLine();
            if (line == null) {
                throw new AssertionError("the stream has ended after " + ids);
            }
            if (line.startsWith(ID)) {
                ids.add(KnownCut.parse(line.substring(ID.length()))
                        .orElseThrow()
                        .number());
            }
        }
        return ids;
    }
}
