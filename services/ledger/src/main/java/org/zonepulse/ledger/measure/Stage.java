package org.zonepulse.ledger.measure;

/**
 * The growth pipeline: the stages of an enterprise, from the first to the highest. An enterprise is on a day at the
 * highest stage whose status it holds on that day, and at {@link #REGISTERED} if it holds none.
 */
public enum Stage {
    REGISTERED("registered"),
    TECHNOLOGY_SME("technology-sme"),
    HIGH_TECH("high-tech"),
    LITTLE_GIANT("little-giant"),
    SINGLE_CHAMPION("single-champion");

    private final String id;

    Stage(String id) {
        this.id = id;
    }

    /** The stage's name in scopes and measures. */
    public String id() {
        return id;
    }
}
