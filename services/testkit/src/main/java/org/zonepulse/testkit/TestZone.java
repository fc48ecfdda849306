package org.zonepulse.testkit;

import java.time.ZoneId;
import java.util.List;
import org.zonepulse.ledger.zone.Zone;

/** A small zone: enough parks, industries, products, banks and fairs for every movement between two of a sort. */
public final class TestZone {

    /** The loan products' ids. */
    public static final List<String> PRODUCTS = List.of("digital", "ip-pledge");

    /** Ids of banks; a zone doesn't list its banks. */
    public static final List<String> BANKS = List.of("icbc", "bank-of-foshan");

    /** Names of fairs; a zone doesn't list them. The second looks like a scope, which it must not be taken for. */
    public static final List<String> FAIRS = List.of("17th China SME Fair 2023", "park:nanhai/industry:C36");

    /** Codes of GB/T 4754: two of one reported industry, a finer one of it, one of another, and one of none. */
    public static final List<String> INDUSTRY_CODES = List.of("C3670", "C3612", "C3660", "C39", "A01");

    /** Division code of the city. */
    public static final String CITY = "440600";

    /** The zone. */
    public static final Zone ZONE = new Zone(
            "test-zone",
            name("Test zone", "测试区"),
            ZoneId.of("Asia/Shanghai"),
            "CNY",
            new Zone.City(CITY, name("Foshan", "佛山市")),
            List.of(
                    new Zone.Park("nanhai", name("Nanhai", "南海"), "440605"),
                    new Zone.Park("shunde", name("Shunde", "顺德"), "440606"),
                    new Zone.Park("sanshui", name("Sanshui", "三水"), "440607")),
            List.of(
                    new Zone.Industry("C36", name("Cars", "汽车制造业")),
                    new Zone.Industry("C3660", name("Car bodies", "汽车车身")),
                    new Zone.Industry("C39", name("Electronics", "电子设备制造业"))),
            List.of(
                    new Zone.LoanProduct("digital", name("Digital loan", "数字贷")),
                    new Zone.LoanProduct("ip-pledge", name("Pledge loan", "知识产权质押贷"))));

    private TestZone() {}

    private static Zone.Name name(String en, String zh) {
        return new Zone.Name(en, zh);
    }
}
