package org.zonepulse.ledger.measure;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.zone.Zone;

/**
 * The KPI catalogue. A measure's definition here is what its figures mean; the rows of the ledger carry it out, and an
 * independent recomputation from these definitions holds them to it in tests.
 *
 * <p>Days are business dates. "Up to the day" and "on the day" include the day. An enterprise, loan, certificate or
 * order whose history contradicts itself counts nowhere until it makes sense (see {@code AnomalyCode}).
 */
public enum Measure {
    REGISTERED_ENTERPRISES(
            "registered-enterprises",
            new Zone.Name("Registered enterprises", "在册企业"),
            Unit.ENTERPRISES,
            Kind.STOCK,
            Scopes.PLACED,
            new Zone.Name(
                    "Enterprises registered in the zone and not deregistered on the day. The day of "
                            + "registration counts, the day of deregistration does not. An enterprise counts where "
                            + "it sits on the day.",
                    "当日在高新区登记且未注销的企业数。登记当日计入，注销当日不计。按当日所在园区和行业统计。")),
    NEW_REGISTRATIONS(
            "new-registrations",
            new Zone.Name("New registrations", "新登记企业"),
            Unit.ENTERPRISES,
            Kind.FLOW,
            Scopes.PLACED,
            new Zone.Name(
                    "Enterprises whose registration in the zone took effect in the period. Counted in the "
                            + "park and industry of registration, and staying there.",
                    "期内在高新区登记生效的企业数，按登记时的园区和行业统计，迁移后不变。")),
    HIGH_TECH_ENTERPRISES(
            "high-tech-enterprises",
            new Zone.Name("High-tech enterprises", "高新技术企业"),
            Unit.ENTERPRISES,
            Kind.DISTINCT,
            Scopes.PLACED_AND_CITY,
            new Zone.Name(
                    "Registered enterprises that hold a valid high-tech enterprise certificate on the day, "
                            + "each counted once. In the scope city: the latest total that the city has reported for "
                            + "that day or before.",
                    "当日持有有效高新技术企业证书的在册企业数，每家只计一次。范围为“城市”时，取截至当日全市最近一次上报的总数。")),
    TECHNOLOGY_SMES(
            "technology-smes",
            new Zone.Name("Technology-based SMEs", "科技型中小企业"),
            Unit.ENTERPRISES,
            Kind.DISTINCT,
            Scopes.PLACED,
            new Zone.Name(
                    "Registered enterprises with a valid entry as technology-based SME on the day, each "
                            + "counted once.",
                    "当日科技型中小企业入库登记有效的在册企业数，每家只计一次。")),
    LITTLE_GIANTS(
            "little-giants",
            new Zone.Name("Little giants", "专精特新“小巨人”企业"),
            Unit.ENTERPRISES,
            Kind.DISTINCT,
            Scopes.PLACED,
            new Zone.Name(
                    "Registered enterprises that hold the national status of specialised and innovative "
                            + "\"little giant\" on the day, each counted once.",
                    "当日有效的国家级专精特新“小巨人”在册企业数，每家只计一次。")),
    SINGLE_CHAMPIONS(
            "single-champions",
            new Zone.Name("Single champions", "制造业单项冠军企业"),
            Unit.ENTERPRISES,
            Kind.DISTINCT,
            Scopes.PLACED,
            new Zone.Name(
                    "Registered enterprises that hold the status of single champion on the day, each "
                            + "counted once.",
                    "当日有效的单项冠军在册企业数，每家只计一次。")),
    ENTERPRISES_WITH_NATIONAL_RD_INSTITUTION(
            "enterprises-with-national-rd-institution",
            new Zone.Name("Enterprises with a national R&D institution", "拥有国家级研发机构的企业"),
            Unit.ENTERPRISES,
            Kind.DISTINCT,
            Scopes.PLACED,
            new Zone.Name(
                    "Registered enterprises that host at least one valid national research and development "
                            + "institution on the day, each counted once, however many it hosts.",
                    "当日至少拥有一家有效国家级研发机构的在册企业数，无论拥有几家均只计一次。")),
    CERTIFICATES_EXPIRING(
            "certificates-expiring-within-90-days",
            new Zone.Name("Certificates expiring within 90 days", "90日内到期证书"),
            Unit.CERTIFICATES,
            Kind.STOCK,
            Scopes.PLACED,
            new Zone.Name(
                    "Certificates of all kinds of registered enterprises that are valid on the day and "
                            + "whose own term ends within the next 90 days: from the 90th day before the end of "
                            + "validity (or the start of validity, if later) until the day before the end. The end "
                            + "is the term in the certificate, whether or not it was renewed later; a certificate "
                            + "that ended early (revoked, or replaced by a renewal) no longer counts from then on.",
                    "当日有效且自身有效期将在90日内届满的各类证书数（限在册企业）。以证书载明的有效期为准，不论其后是否续期；提前终止（撤销或被续期证书取代）的，自终止日起不再计入。")),
    HIGH_TECH_SHARE_OF_CITY(
            "high-tech-enterprise-share-of-city",
            new Zone.Name("Share of the city's high-tech enterprises", "占全市高新技术企业比重"),
            Unit.RATIO,
            Kind.RATIO,
            Scopes.ZONE_ONLY,
            new Zone.Name(
                    "High-tech enterprises of the zone divided by those of the city on the day. No value "
                            + "where the city has reported none.",
                    "当日高新区高新技术企业数除以全市高新技术企业数。全市尚未上报时无值。")),
    LOAN_BALANCE(
            "loan-balance",
            new Zone.Name("Loan balance", "贷款余额"),
            Unit.MONEY,
            Kind.STOCK,
            Scopes.LOAN,
            new Zone.Name(
                    "Principal outstanding at the end of the day: disbursed less repaid less written off, "
                            + "without interest. It follows the enterprise when that moves to another park or "
                            + "industry, and stays in its last one after deregistration.",
                    "当日日终未偿还本金：累计发放减累计偿还减累计核销，不含利息。企业迁移园区或变更行业时随之转移；注销后留在最后所在处。")),
    LOAN_DISBURSED(
            "loan-disbursed",
            new Zone.Name("Loans disbursed", "贷款发放额"),
            Unit.MONEY,
            Kind.FLOW,
            Scopes.LOAN,
            new Zone.Name(
                    "Principal paid out in the period, in the park and industry where the enterprise sat "
                            + "on that day.",
                    "期内发放的贷款本金，按发放当日企业所在园区和行业统计。")),
    LOAN_REPAID(
            "loan-repaid",
            new Zone.Name("Loans repaid", "贷款偿还额"),
            Unit.MONEY,
            Kind.FLOW,
            Scopes.LOAN,
            new Zone.Name(
                    "Principal paid back in the period, without interest, in the park and industry where "
                            + "the enterprise sat on that day.",
                    "期内偿还的贷款本金，不含利息，按偿还当日企业所在园区和行业统计。")),
    LOAN_WRITTEN_OFF(
            "loan-written-off",
            new Zone.Name("Loans written off", "贷款核销额"),
            Unit.MONEY,
            Kind.FLOW,
            Scopes.LOAN,
            new Zone.Name(
                    "Principal given up as lost in the period, in the park and industry where the "
                            + "enterprise sat on that day.",
                    "期内核销的贷款本金，按核销当日企业所在园区和行业统计。")),
    ENTERPRISES_WITH_LOAN(
            "enterprises-with-loan",
            new Zone.Name("Enterprises with a loan (ever)", "累计获贷企业"),
            Unit.ENTERPRISES,
            Kind.DISTINCT,
            Scopes.LOAN,
            new Zone.Name(
                    "Enterprises to which principal has been paid out at least once up to the day, each "
                            + "counted once, however many loans. They follow the enterprise to its park and "
                            + "industry, and stay in the last one after deregistration. By product and by bank: each "
                            + "enterprise once in each.",
                    "截至当日至少获得过一次贷款发放的企业数，无论几笔均只计一次。随企业迁移；注销后留在最后所在处。按产品和银行统计时，每家企业在每一产品、每家银行各计一次。")),
    ENTERPRISES_WITH_CURRENT_LOAN(
            "enterprises-with-current-loan",
            new Zone.Name("Enterprises with a loan (currently)", "在贷企业"),
            Unit.ENTERPRISES,
            Kind.DISTINCT,
            Scopes.LOAN,
            new Zone.Name(
                    "Enterprises with principal outstanding at the end of the day, each counted once, "
                            + "however many loans. They follow the enterprise as the balance does.",
                    "当日日终有未偿还本金的企业数，无论几笔均只计一次，随余额一同转移。")),
    LOAN_PRODUCTS(
            "loan-products",
            new Zone.Name("Loan products in use", "在用贷款产品"),
            Unit.PRODUCTS,
            Kind.COUNT_OF_SCOPES,
            Scopes.ZONE_ONLY,
            new Zone.Name(
                    "Loan products under which principal has been paid out at least once up to the day.",
                    "截至当日至少发放过一次贷款的贷款产品数。")),
    FAIR_PARTICIPANTS(
            "fair-participants",
            new Zone.Name("Fair participants", "参展企业"),
            Unit.ENTERPRISES,
            Kind.DISTINCT,
            Scopes.FAIR,
            new Zone.Name(
                    "Enterprises that have exhibited at least once up to the day. By fair: each enterprise "
                            + "once in each fair. In the zone, its parks and industries: each enterprise once, "
                            + "however many fairs; they follow the enterprise, and stay in its last place after "
                            + "deregistration.",
                    "截至当日至少参展一次的企业数。按展会统计时，每家企业在每届展会计一次；按园区、行业和全区统计时，无论参加几届均只计一次，随企业迁移，注销后留在最后所在处。")),
    INTENDED_ORDERS(
            "intended-orders",
            new Zone.Name("Intended orders (standing)", "意向订单（在手）"),
            Unit.MONEY,
            Kind.STOCK,
            Scopes.FAIR,
            new Zone.Name(
                    "Amount of the intended orders that stand at the end of the day: signed, at the latest "
                            + "amended amount, neither cancelled nor converted to a contract. It follows the "
                            + "enterprise to its park and industry, and stays in the last one after deregistration.",
                    "当日日终在手意向订单金额：已签署、按最近一次变更后的金额计，未取消且未转为合同。随企业迁移，注销后留在最后所在处。")),
    INTENDED_ORDERS_SIGNED(
            "intended-orders-signed",
            new Zone.Name("Intended orders signed", "签署意向订单"),
            Unit.MONEY,
            Kind.FLOW,
            Scopes.FAIR,
            new Zone.Name(
                    "Amount of the intended orders signed in the period, as first signed, in the park and "
                            + "industry where the enterprise sat on that day.",
                    "期内签署的意向订单金额，按签署时金额计，按签署当日企业所在园区和行业统计。")),
    INTENDED_ORDERS_CONVERTED(
            "intended-orders-converted",
            new Zone.Name("Intended orders converted", "意向订单转化合同"),
            Unit.MONEY,
            Kind.FLOW,
            Scopes.FAIR,
            new Zone.Name(
                    "Amount of the contracts that intended orders became in the period, in the park and "
                            + "industry where the enterprise sat on that day.",
                    "期内由意向订单转化的合同金额，按转化当日企业所在园区和行业统计。")),
    INTENDED_CLIENTS(
            "intended-clients",
            new Zone.Name("Intended clients", "意向客户"),
            Unit.CLIENTS,
            Kind.FLOW,
            Scopes.FAIR,
            new Zone.Name(
                    "Clients who showed the intention to buy, on the first day that the exhibitor met them "
                            + "at that fair; each client counts once for each exhibitor and fair.",
                    "表示采购意向的客户数，计于参展企业在该展会首次洽谈当日；同一客户对每家参展企业、每届展会只计一次。")),
    STAGE_REGISTERED(
            "enterprises-at-stage-registered",
            new Zone.Name("Enterprises at stage: registered", "成长阶段：在册"),
            Unit.ENTERPRISES,
            Kind.STOCK,
            Scopes.PLACED,
            new Zone.Name(
                    "Registered enterprises that hold none of the higher statuses on the day.",
                    "当日未持有任何更高阶段资质的在册企业数。")),
    STAGE_TECHNOLOGY_SME(
            "enterprises-at-stage-technology-sme",
            new Zone.Name("Enterprises at stage: technology SME", "成长阶段：科技型中小企业"),
            Unit.ENTERPRISES,
            Kind.STOCK,
            Scopes.PLACED,
            new Zone.Name(
                    "Registered enterprises whose highest status on the day is technology-based SME.",
                    "当日最高资质为科技型中小企业的在册企业数。")),
    STAGE_HIGH_TECH(
            "enterprises-at-stage-high-tech",
            new Zone.Name("Enterprises at stage: high-tech", "成长阶段：高新技术企业"),
            Unit.ENTERPRISES,
            Kind.STOCK,
            Scopes.PLACED,
            new Zone.Name(
                    "Registered enterprises whose highest status on the day is high-tech enterprise.",
                    "当日最高资质为高新技术企业的在册企业数。")),
    STAGE_LITTLE_GIANT(
            "enterprises-at-stage-little-giant",
            new Zone.Name("Enterprises at stage: little giant", "成长阶段：专精特新“小巨人”"),
            Unit.ENTERPRISES,
            Kind.STOCK,
            Scopes.PLACED,
            new Zone.Name(
                    "Registered enterprises whose highest status on the day is little giant.",
                    "当日最高资质为专精特新“小巨人”的在册企业数。")),
    STAGE_SINGLE_CHAMPION(
            "enterprises-at-stage-single-champion",
            new Zone.Name("Enterprises at stage: single champion", "成长阶段：单项冠军"),
            Unit.ENTERPRISES,
            Kind.STOCK,
            Scopes.PLACED,
            new Zone.Name(
                    "Registered enterprises that hold the status of single champion on the day.", "当日为单项冠军的在册企业数。")),
    STAGE_TRANSITIONS(
            "stage-transitions",
            new Zone.Name("Transitions between stages", "阶段跃迁"),
            Unit.TRANSITIONS,
            Kind.FLOW,
            Scopes.TRANSITION,
            new Zone.Name(
                    "Changes of stage in the period, upwards and downwards, by the stage left and the "
                            + "stage reached: an enterprise counts each time that its stage on a day differs from "
                            + "that of the day before. Registration and deregistration are no transitions.",
                    "期内成长阶段变动次数（含升降），按离开阶段和到达阶段统计：企业当日阶段与前一日不同即计一次。登记与注销不计。")),
    STAGE_TRANSITION_MONTHS(
            "stage-transition-months",
            new Zone.Name("Time between stages (histogram)", "阶段间隔（分布）"),
            Unit.TRANSITIONS,
            Kind.FLOW,
            Scopes.TRANSITION_MONTHS,
            new Zone.Name(
                    "First arrivals at a stage from a lower one, by the number of completed months since "
                            + "the enterprise first was at the stage that it left; 240 stands for 240 and more. "
                            + "Dated on the day of arrival.",
                    "首次由较低阶段到达某阶段的次数，按自首次处于所离开阶段起的整月数统计，240表示240个月及以上。计于到达当日。")),
    MEDIAN_MONTHS_BETWEEN_STAGES(
            "median-months-between-stages",
            new Zone.Name("Median time between stages", "阶段间隔中位数"),
            Unit.MONTHS,
            Kind.MEDIAN,
            Scopes.TRANSITION,
            new Zone.Name(
                    "The smallest number of completed months within which at least half of the enterprises "
                            + "that made the step up to the day made it. No value where none made it.",
                    "截至当日完成该跃迁的企业中，至少一半在该整月数之内完成的最小月数。无企业完成时无值。"));

    /** How a measure's values come about. */
    public enum Kind {
        /** A level that follows the enterprise: its flows move it from park to park. */
        STOCK,
        /** Something that happened on a day, and stays where it happened; periods add up its days. */
        FLOW,
        /** A level that counts each enterprise at most once. */
        DISTINCT,
        /** A quotient of two measures; never summed. */
        RATIO,
        /** The median of a histogram of flows; never summed. */
        MEDIAN,
        /** The number of scopes of another measure that have a value; never summed. */
        COUNT_OF_SCOPES;

        /** Whether the measure is made of dated flows, rather than computed from other measures. */
        public boolean isSummed() {
            return this == STOCK || this == FLOW || this == DISTINCT;
        }
    }

    /** What one unit of a value is. */
    public enum Unit {
        ENTERPRISES("enterprises", "家"),
        CERTIFICATES("certificates", "件"),
        CLIENTS("clients", "位"),
        PRODUCTS("products", "个"),
        TRANSITIONS("transitions", "次"),
        MONTHS("months", "个月"),
        /** Minor units (fen) of the zone's currency. */
        MONEY("money", "元"),
        /** Millionths: 530000 is 53%. */
        RATIO("ratio", "比率");

        private final Zone.Name label;

        Unit(String en, String zh) {
            this.label = new Zone.Name(en, zh);
        }

        /** The unit's name. */
        public Zone.Name label() {
            return label;
        }
    }

    /** Sets of scopes that measures share. */
    private static final class Scopes {
        static final Set<Scope.Kind> ZONE_ONLY = EnumSet.of(Scope.Kind.ZONE);
        static final Set<Scope.Kind> PLACED =
                EnumSet.of(Scope.Kind.ZONE, Scope.Kind.PARK, Scope.Kind.INDUSTRY, Scope.Kind.PARK_INDUSTRY);
        static final Set<Scope.Kind> PLACED_AND_CITY = with(PLACED, Scope.Kind.CITY);
        static final Set<Scope.Kind> LOAN = with(PLACED, Scope.Kind.PRODUCT, Scope.Kind.BANK);
        static final Set<Scope.Kind> FAIR = with(PLACED, Scope.Kind.FAIR);
        static final Set<Scope.Kind> TRANSITION = EnumSet.of(Scope.Kind.TRANSITION);
        static final Set<Scope.Kind> TRANSITION_MONTHS = EnumSet.of(Scope.Kind.TRANSITION_MONTHS);

        private static Set<Scope.Kind> with(Set<Scope.Kind> base, Scope.Kind... more) {
            EnumSet<Scope.Kind> scopes = EnumSet.copyOf(base);
            scopes.addAll(Set.of(more));
            return scopes;
        }
    }

    private static final Map<String, Measure> BY_ID = new HashMap<>();

    static {
        for (Measure measure : values()) {
            BY_ID.put(measure.id, measure);
        }
    }

    private final String id;
    private final Zone.Name label;
    private final Unit unit;
    private final Kind kind;
    private final Set<Scope.Kind> scopes;
    private final Zone.Name definition;

    Measure(String id, Zone.Name label, Unit unit, Kind kind, Set<Scope.Kind> scopes, Zone.Name definition) {
        this.id = id;
        this.label = label;
        this.unit = unit;
        this.kind = kind;
        this.scopes = Set.copyOf(scopes);
        this.definition = definition;
    }

    /** The measure's name in topics, commands and addresses: {@code loan-balance}. */
    public String id() {
        return id;
    }

    /** Its name for people. */
    public Zone.Name label() {
        return label;
    }

    /** What one unit of its values is. */
    public Unit unit() {
        return unit;
    }

    /** How its values come about. */
    public Kind kind() {
        return kind;
    }

    /** The scopes that it is published in. */
    public Set<Scope.Kind> scopes() {
        return scopes;
    }

    /** What it means, as a statistician would read it. */
    public Zone.Name definition() {
        return definition;
    }

    /** The measure with this id, or null. */
    public static @Nullable Measure byId(String id) {
        return BY_ID.get(id);
    }

    /** The measure that counts the enterprises at a stage. */
    public static Measure ofStage(Stage stage) {
        return switch (stage) {
            case REGISTERED -> STAGE_REGISTERED;
            case TECHNOLOGY_SME -> STAGE_TECHNOLOGY_SME;
            case HIGH_TECH -> STAGE_HIGH_TECH;
            case LITTLE_GIANT -> STAGE_LITTLE_GIANT;
            case SINGLE_CHAMPION -> STAGE_SINGLE_CHAMPION;
        };
    }
}
