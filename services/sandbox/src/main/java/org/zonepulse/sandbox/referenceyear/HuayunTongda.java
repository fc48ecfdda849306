package org.zonepulse.sandbox.referenceyear;

import java.time.LocalDate;

/**
 * The one enterprise whose story was published: introduced by the zone in 2020 as one of the first high-tech
 * entrepreneurial teams, national "little giant", in 2023 single champion demonstration enterprise of Guangdong
 * Province. Days, park and branch weren't told, and are invented; so are the steps that such a way goes through
 * (technology SME, high-tech enterprise).
 */
final class HuayunTongda {

    static final String NAME = "Huayun Tongda Technology Group Co., Ltd.";
    static final int LITTLE_GIANT_IN = 2022;
    static final int SINGLE_CHAMPION_IN = 2023;

    private static final LocalDate REGISTERED = LocalDate.of(2020, 5, 18);
    private static final Trade TRADE = new Trade("C3962", 0, "Vehicle Electronics", "车载电子");

    private HuayunTongda() {}

    static Enterprise register(Register register) {
        return register.register(NAME, REGISTERED, "nanhai", TRADE);
    }

    /** Whether the enterprise makes things: single champions are manufacturers. */
    static boolean isMaker(Enterprise enterprise) {
        return enterprise.trade().industry().startsWith("C");
    }
}
