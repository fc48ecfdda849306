package org.zonepulse.ledger.measure;

import org.zonepulse.ledger.zone.Zone;

/**
 * The growth pipeline: the stages of an enterprise, from the first to the highest. An enterprise is on a day at the
 * highest stage whose status it holds on that day, and at {@link #REGISTERED} if it holds none.
 */
public enum Stage {
    REGISTERED("registered", new Zone.Name("Registered", "登记企业")),
    TECHNOLOGY_SME("technology-sme", new Zone.Name("Technology-based SME", "科技型中小企业")),
    HIGH_TECH("high-tech", new Zone.Name("High-tech enterprise", "高新技术企业")),
    LITTLE_GIANT("little-giant", new Zone.Name("Little giant", "专精特新“小巨人”")),
    SINGLE_CHAMPION("single-champion", new Zone.Name("Single champion", "单项冠军"));

    private final String id;
    private final Zone.Name label;

    Stage(String id, Zone.Name label) {
        this.id = id;
        this.label = label;
    }

    /** The stage's name in scopes and measures. */
    public String id() {
        return id;
    }

    /** Its name for people. */
    public Zone.Name label() {
        return label;
    }
}
