package org.zonepulse.systemtests.settings;

import java.util.Locale;

/**
 * A setting of a service.
 *
 * @param service its name; {@code emitters} are the four alike, {@code all} is each of them
 * @param variable its name in the environment
 */
public record Setting(String service, String variable) implements Comparable<Setting> {

    /** Of a key as it stands in files, such as {@code zonepulse.kpi.state-dir}. */
    static Setting ofKey(String service, String key) {
        return new Setting(
                service, key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'));
    }

    @Override
    public int compareTo(Setting other) {
        int byService = service.compareTo(other.service);
        return byService != 0 ? byService : variable.compareTo(other.variable);
    }

    @Override
    public String toString() {
        return variable + " of " + service;
    }
}
