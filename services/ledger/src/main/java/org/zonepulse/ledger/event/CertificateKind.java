package org.zonepulse.ledger.event;

import org.jspecify.annotations.Nullable;

/** Kinds of certified status that an enterprise can hold. */
public enum CertificateKind {
    /** High-tech enterprise (高新技术企业), Measures of 2016 No. 32; three years. */
    HIGH_TECH_ENTERPRISE("high-tech-enterprise"),
    /** Technology-based SME (科技型中小企业), 2017 No. 115; registered year by year. */
    TECHNOLOGY_SME("technology-sme"),
    /** National specialised and innovative "little giant" (专精特新“小巨人”). */
    LITTLE_GIANT("little-giant"),
    /** Single champion in manufacturing (制造业单项冠军). */
    SINGLE_CHAMPION("single-champion"),
    /** National research and development institution (国家级研发机构); an enterprise may host several. */
    NATIONAL_RD_INSTITUTION("national-rd-institution");

    private final String id;

    CertificateKind(String id) {
        this.id = id;
    }

    /** The kind's name in texts. */
    public String id() {
        return id;
    }

    /** The kind with this name, or null. */
    public static @Nullable CertificateKind byId(String id) {
        for (CertificateKind kind : values()) {
            if (kind.id.equals(id)) {
                return kind;
            }
        }
        return null;
    }
}
