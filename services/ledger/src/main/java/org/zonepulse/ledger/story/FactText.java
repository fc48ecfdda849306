package org.zonepulse.ledger.story;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.CertificateKind;
import org.zonepulse.ledger.event.CertificationFact.CertificateGranted;
import org.zonepulse.ledger.event.CertificationFact.CertificateRenewed;
import org.zonepulse.ledger.event.CertificationFact.CertificateRevoked;
import org.zonepulse.ledger.event.CertificationFact.CityTotalReported;
import org.zonepulse.ledger.event.Fact;
import org.zonepulse.ledger.event.LoanFact.LoanDisbursed;
import org.zonepulse.ledger.event.LoanFact.LoanGranted;
import org.zonepulse.ledger.event.LoanFact.LoanRepaid;
import org.zonepulse.ledger.event.LoanFact.LoanWrittenOff;
import org.zonepulse.ledger.event.Money;
import org.zonepulse.ledger.event.RegistrationFact.Deregistered;
import org.zonepulse.ledger.event.RegistrationFact.Reclassified;
import org.zonepulse.ledger.event.RegistrationFact.Registered;
import org.zonepulse.ledger.event.RegistrationFact.Relocated;
import org.zonepulse.ledger.event.RegistrationFact.Renamed;
import org.zonepulse.ledger.event.Reversed;
import org.zonepulse.ledger.event.TradeFairFact.FairParticipated;
import org.zonepulse.ledger.event.TradeFairFact.IntendedClientMet;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderAmended;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderCancelled;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderConverted;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderSigned;
import org.zonepulse.ledger.zone.Zone;

/**
 * What facts say, in a line that anyone may read. Buyers, clients and reasons are left out: the first two are nobody's
 * business here, and a reason is free text in which anything may stand. Amounts aren't in the line: how they are written is
 * the reader's affair.
 */
public final class FactText {

    private final Zone zone;

    /** Texts in which a zone's parks, industries and products go by their names. */
    public FactText(Zone zone) {
        this.zone = Objects.requireNonNull(zone, "zone");
    }

    /** The line. */
    public Zone.Name of(Fact fact) {
        return switch (fact) {
            case Registered is -> registered(is);
            case Relocated is -> both("Moved to ", park(is.park()), "", "迁至", "");
            case Renamed is -> text("Renamed " + is.name(), "更名为" + is.name());
            case Reclassified is -> both("Reclassified to ", industry(is.industry()), "", "行业变更为", "");
            case Deregistered _ -> text("Deregistered", "注销");
            case CertificateGranted is ->
                both("Certified as ", of(is.kind()), " (" + is.number() + ")", "认定为", "（" + is.number() + "）");
            case CertificateRenewed is ->
                both("Certified anew as ", of(is.kind()), " (" + is.number() + ")", "重新认定为", "（" + is.number() + "）");
            case CertificateRevoked is ->
                both("Lost the status of ", of(is.kind()), " (" + is.number() + ")", "撤销", "（" + is.number() + "）");
            case CityTotalReported is -> both("The city reported its total of ", of(is.kind()), "", "全市上报总数：", "");
            case LoanGranted is ->
                both(
                        "Loan " + is.loanId() + " granted by " + is.bank() + ": ",
                        product(is.product()),
                        "",
                        "贷款" + is.loanId() + "获" + is.bank() + "批准：",
                        "");
            case LoanDisbursed is -> text("Loan " + is.loanId() + ": principal paid out", "贷款" + is.loanId() + "：发放本金");
            case LoanRepaid is -> text("Loan " + is.loanId() + ": principal repaid", "贷款" + is.loanId() + "：偿还本金");
            case LoanWrittenOff is ->
                text("Loan " + is.loanId() + ": principal written off", "贷款" + is.loanId() + "：核销本金");
            case FairParticipated is -> text("Exhibited at " + is.fair(), "参展" + is.fair());
            case IntendedClientMet is -> text("Met an intended client at " + is.fair(), "于" + is.fair() + "洽谈意向客户");
            case IntendedOrderSigned is ->
                text(
                        "Intended order " + is.orderId() + " signed at " + is.fair(),
                        "意向订单" + is.orderId() + "：于" + is.fair() + "签署");
            case IntendedOrderAmended is ->
                text("Intended order " + is.orderId() + ": amount changed", "意向订单" + is.orderId() + "：金额变更");
            case IntendedOrderCancelled is ->
                text("Intended order " + is.orderId() + " cancelled", "意向订单" + is.orderId() + "：取消");
            case IntendedOrderConverted is ->
                text("Intended order " + is.orderId() + " became a contract", "意向订单" + is.orderId() + "：转为合同");
            case Reversed is -> text("Event " + is.eventId() + " reversed by its source", "来源冲销事件" + is.eventId());
        };
    }

    /** The amount that a fact is of; null if it is of none. */
    public static @Nullable Money amountOf(Fact fact) {
        return switch (fact) {
            case LoanGranted is -> is.amount();
            case LoanDisbursed is -> is.amount();
            case LoanRepaid is -> is.amount();
            case LoanWrittenOff is -> is.amount();
            case IntendedOrderSigned is -> is.amount();
            case IntendedOrderAmended is -> is.amount();
            case IntendedOrderConverted is -> is.amount();
            case Registered _,
                    Relocated _,
                    Renamed _,
                    Reclassified _,
                    Deregistered _,
                    CertificateGranted _,
                    CertificateRenewed _,
                    CertificateRevoked _,
                    CityTotalReported _,
                    FairParticipated _,
                    IntendedClientMet _,
                    IntendedOrderCancelled _,
                    Reversed _ -> null;
        };
    }

    /** A kind of certificate by its name. */
    public static Zone.Name of(CertificateKind kind) {
        return switch (kind) {
            case HIGH_TECH_ENTERPRISE -> text("high-tech enterprise", "高新技术企业");
            case TECHNOLOGY_SME -> text("technology-based SME", "科技型中小企业");
            case LITTLE_GIANT -> text("national little giant", "专精特新“小巨人”企业");
            case SINGLE_CHAMPION -> text("single champion", "制造业单项冠军企业");
            case NATIONAL_RD_INSTITUTION -> text("host of a national R&D institution", "国家级研发机构所在企业");
        };
    }

    private Zone.Name registered(Registered is) {
        Zone.Name park = park(is.park());
        Zone.Name industry = industry(is.industry());
        return text(
                "Registered as " + is.name() + " in " + park.en() + ", " + industry.en(),
                "登记为" + is.name() + "，位于" + park.zh() + "，" + industry.zh());
    }

    private Zone.Name park(String id) {
        Zone.Park park = zone.park(id);
        return park == null ? text(id, id) : park.name();
    }

    private Zone.Name industry(String code) {
        Zone.Name name = zone.industryOf(code).name();
        return text(name.en() + " (" + code + ")", name.zh() + "（" + code + "）");
    }

    private Zone.Name product(String id) {
        Zone.LoanProduct product = zone.loanProduct(id);
        return product == null ? text(id, id) : product.name();
    }

    private static Zone.Name both(String beforeEn, Zone.Name name, String afterEn, String beforeZh, String afterZh) {
        return text(beforeEn + name.en() + afterEn, beforeZh + name.zh() + afterZh);
    }

    private static Zone.Name text(String en, String zh) {
        return new Zone.Name(en, zh);
    }
}
