package org.zonepulse.sandbox;

/** Ten ports in a row that nobody uses, for one pipeline of a test. */
final class FreePorts {

    /** Below what systems hand out to outgoing connections, so that nobody takes one by chance before we do. */
    private static final int LOWEST = 11_000;

    private static final int BASES = 200;
    private static final int DISTANCE = 100;

    private FreePorts() {}

    static Ports find() {
        // Test runs at the same time on one machine start their search in different places.
        int first = (int) (ProcessHandle.current().pid() % BASES);
        for (int i = 0; i < BASES; i++) {
            Ports ports = new Ports(LOWEST + (first + i) % BASES * DISTANCE);
            try {
                ports.requireFree();
                return ports;
            } catch (Refusal e) {
                // Taken: elsewhere, then.
            }
        }
        throw new IllegalStateException("No ten free ports in a row");
    }
}
