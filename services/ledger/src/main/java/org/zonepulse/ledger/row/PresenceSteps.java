package org.zonepulse.ledger.row;

/** By which steps the two levels of a presence change: whether anything was ever held, and whether anything is. */
final class PresenceSteps {

    private final Steps ever = new Steps();
    private final Steps current = new Steps();

    /** The steps of a whole presence, from nothing on. */
    static PresenceSteps of(Presence whole) {
        PresenceSteps steps = new PresenceSteps();
        if (!whole.isEmpty()) {
            steps.addDays(whole, 0, 1);
            steps.addFirst(whole.passed().firstBegin(), 1);
        }
        return steps;
    }

    Steps ever() {
        return ever;
    }

    Steps current() {
        return current;
    }

    /** Adds the first day on which a spell begins (sign 1), or takes it away (sign -1). */
    void addFirst(int day, int sign) {
        if (day != Placement.NEVER) {
            ever.add(day, sign);
        }
    }

    /** Adds the steps of some days, before which so many spells are open, or takes them away. */
    void addDays(Presence days, int open, int sign) {
        int level = open;
        for (int i = 0; i < days.size(); i++) {
            int before = level;
            level += days.begins(i) - days.ends(i);
            if ((before > 0) != (level > 0)) {
                current.add(days.day(i), level > 0 ? sign : -sign);
            }
        }
    }
}
