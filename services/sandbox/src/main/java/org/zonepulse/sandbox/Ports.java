package org.zonepulse.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * All ports of a pipeline, derived from one number, so that every command finds it by the same {@code --port-base}.
 *
 * @param base the first port; {@link Use} tells what lies at which distance from it
 */
public record Ports(int base) {

    /** Below the range that Linux hands out to outgoing connections (32768 and up), above the crowded 8080s. */
    public static final int DEFAULT_BASE = 28080;

    private static final int COUNT = Use.values().length;
    private static final int LOWEST = 1024;
    private static final int HIGHEST = 65535;
    /** Below what systems hand out to outgoing connections, so that nobody takes one by chance before we do. */
    private static final int LOWEST_SEARCHED = 11_000;

    private static final int SEARCHED_BASES = 200;
    private static final int SEARCH_STEP = 100;
    /** Has no factor in common with the number of bases. */
    private static final int SPREAD = 67;

    /** What listens at each distance from the base. New ones go to the end: people's bookmarks stay right. */
    public enum Use {
        KPI_FEED(0),
        REGISTRATION_SERVICE(1),
        CERTIFICATION_SERVICE(2),
        LOAN_SERVICE(3),
        TRADE_FAIR_SERVICE(4),
        KPI_SERVICE(5),
        SCHEMA_REGISTRY(6),
        SCHEMA_REGISTRY_HEALTH(7),
        BROKER(8),
        CONTROLLER(9),
        INBOX_SERVICE(10);

        private final int distance;

        Use(int distance) {
            this.distance = distance;
        }

        /** As in the services' own names: {@code kpi-feed}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** @throws Refusal if not all ports would be between 1024 and 65535 */
    public Ports {
        int highestBase = HIGHEST - COUNT + 1;
        if (base < LOWEST || base > highestBase) {
            throw new Refusal("refusal.portBase", base, LOWEST, highestBase);
        }
    }

    public int of(Use use) {
        return base + use.distance;
    }

    /**
     * Ports that nobody uses at the moment.
     *
     * @throws IllegalStateException if none are found
     */
    public static Ports anywhere() {
        // Searches at the same time on one machine start in different places, far apart: processes started together
        // have neighbouring ids.
        int first = (int) (ProcessHandle.current().pid() * SPREAD % SEARCHED_BASES);
        return IntStream.range(first, first + SEARCHED_BASES)
                .mapToObj(i -> new Ports(LOWEST_SEARCHED + i % SEARCHED_BASES * SEARCH_STEP))
                .filter(Ports::areFree)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + COUNT + " free ports in a row were found"));
    }

    private boolean areFree() {
        return IntStream.range(base, base + COUNT).allMatch(Ports::isFree);
    }

    /** {@code 127.0.0.1:port}, as Kafka's clients want it. */
    public String address(Use use) {
        return "127.0.0.1:" + of(use);
    }

    /** @throws Refusal if any port is taken, naming each, and a base that is free */
    public void requireFree() {
        List<Use> taken =
                Arrays.stream(Use.values()).filter(use -> !isFree(of(use))).toList();
        if (taken.isEmpty()) {
            return;
        }
        String named = String.join(
                ", ",
                taken.stream().map(use -> of(use) + " (" + use.label() + ")").toList());
        OptionalInt other = freeBase();
        throw other.isPresent()
                ? new Refusal("refusal.portsTaken", named, other.getAsInt())
                : new Refusal("refusal.portsTakenAllOver", named);
    }

    private OptionalInt freeBase() {
        IntStream above = IntStream.iterate(base + 100, candidate -> candidate <= HIGHEST - COUNT, next -> next + 100);
        IntStream below = IntStream.iterate(base - 100, candidate -> candidate >= LOWEST, next -> next - 100);
        return IntStream.concat(above, below)
                .filter(candidate ->
                        IntStream.range(candidate, candidate + COUNT).allMatch(Ports::isFree))
                .findFirst();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
