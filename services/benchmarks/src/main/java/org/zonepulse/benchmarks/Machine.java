package org.zonepulse.benchmarks;

import java.lang.management.ManagementFactory;

/** What else goes on while something is measured. */
final class Machine {

    private Machine() {}

    /** Processes that ran or waited for a processor, on average over the last minute; those that are measured are among them. */
    static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
