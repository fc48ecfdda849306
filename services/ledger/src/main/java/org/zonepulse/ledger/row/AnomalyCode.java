package org.zonepulse.ledger.row;

import org.zonepulse.ledger.zone.Zone;

/**
 * Ways in which the accepted events about a subject can contradict each other. Unless its meaning says otherwise, the
 * subject (the enterprise, loan, certificate, fair or order) contributes nothing as long as the contradiction stands.
 */
public enum AnomalyCode {
    CONTRADICTORY_EVENTS(
            new Zone.Name(
                    "Two different events came from one source under one id; neither counts.",
                    "同一来源以同一编号发来两个不同的事件，均不计入。"),
            new Zone.Name(
                    "The source reverses the id, and publishes the right event under a new one.",
                    "由来源冲销该编号，并以新编号重新发布正确的事件。")),
    REVERSAL_WITHOUT_EVENT(
            new Zone.Name(
                    "An event is reversed that has not arrived (or is itself a reversal). All else counts.",
                    "被冲销的事件尚未到达（或其本身为冲销）。其余照常计入。"),
            new Zone.Name(
                    "The source publishes the event that is missing, or another reversal with the right id.",
                    "由来源补发缺失的事件，或以正确编号重新冲销。")),
    NOT_REGISTERED(
            new Zone.Name("The enterprise has no registration in the zone.", "企业在高新区无登记记录。"),
            new Zone.Name(
                    "The registry publishes the registration, or the source corrects the enterprise's code.",
                    "由登记机关发布登记事件，或由来源更正企业代码。")),
    REGISTERED_TWICE(
            new Zone.Name("The enterprise has more than one registration.", "企业有多于一条登记。"),
            new Zone.Name("The registry reverses all but one.", "由登记机关冲销多余的登记。")),
    CHANGED_OUTSIDE_REGISTRATION(
            new Zone.Name(
                    "A change, or the deregistration, is dated before the registration; or a change is dated on or after the day of deregistration.",
                    "变更或注销早于登记，或变更不早于注销日。"),
            new Zone.Name(
                    "The registry corrects the date: reverses the event and publishes it anew.", "由登记机关更正日期：冲销后重新发布。")),
    DEREGISTERED_TWICE(
            new Zone.Name("The enterprise has more than one deregistration.", "企业有多于一条注销。"),
            new Zone.Name("The registry reverses all but one.", "由登记机关冲销多余的注销。")),
    CONFLICTING_CHANGES(
            new Zone.Name("Two changes of one day name different parks, industries or names.", "同一日的两次变更所载园区、行业或名称不同。"),
            new Zone.Name("The registry reverses the wrong one.", "由登记机关冲销错误的一条。")),
    BEFORE_REGISTRATION(
            new Zone.Name("A fact is dated before the enterprise's registration in the zone.", "事实日期早于企业在高新区登记之日。"),
            new Zone.Name(
                    "The source corrects the date, or the registry the registration's.", "由来源更正事实日期，或由登记机关更正登记日期。")),
    CERTIFICATE_ISSUED_TWICE(
            new Zone.Name("A certificate number was granted or renewed into more than once.", "同一证书编号被多次授予或续期。"),
            new Zone.Name("The bureau reverses all but one.", "由主管部门冲销多余的记录。")),
    CERTIFICATE_UNKNOWN(
            new Zone.Name("A certificate is revoked that has not been issued.", "被撤销的证书尚无颁发记录。"),
            new Zone.Name("The bureau publishes the certificate, or corrects the number.", "由主管部门补发证书事件，或更正编号。")),
    CERTIFICATE_REVOKED_TWICE(
            new Zone.Name("A certificate was revoked more than once.", "同一证书被多次撤销。"),
            new Zone.Name("The bureau reverses all but one.", "由主管部门冲销多余的撤销。")),
    PREDECESSOR_UNKNOWN(
            new Zone.Name(
                    "The certificate that a renewal follows has not been issued, or doesn't count itself.",
                    "续期所承接的证书尚未颁发，或其自身未计入。"),
            new Zone.Name("The bureau publishes the predecessor, or corrects its number.", "由主管部门补发前一证书，或更正其编号。")),
    RENEWED_TWICE(
            new Zone.Name("Two renewals follow one certificate.", "同一证书有两次续期。"),
            new Zone.Name("The bureau reverses the wrong one.", "由主管部门冲销错误的一条。")),
    RENEWAL_NOT_LATER(
            new Zone.Name(
                    "A renewal doesn't start after the start of the certificate that it follows.",
                    "续期的起始日不晚于前一证书的起始日。"),
            new Zone.Name("The bureau corrects the dates.", "由主管部门更正日期。")),
    OVERLAPPING_CERTIFICATES(
            new Zone.Name(
                    "Two certificates of a kind of which an enterprise can hold but one are valid on the same day.",
                    "同一时间持有两张只能持有一张的同类证书。"),
            new Zone.Name(
                    "The bureau corrects the dates, reverses one, or publishes it as a renewal.",
                    "由主管部门更正日期、冲销其一，或改为续期。")),
    CONFLICTING_TOTALS(
            new Zone.Name("The city's total for one day was reported with different values.", "同一日的全市总数上报值不一致。"),
            new Zone.Name("The bureau reverses the wrong report.", "由主管部门冲销错误的上报。")),
    LOAN_NOT_GRANTED(
            new Zone.Name("A loan is paid out, repaid or written off that has not been granted.", "贷款未获批准即有发放、偿还或核销。"),
            new Zone.Name("The bank publishes the grant, or corrects the loan's number.", "由银行补发批准事件，或更正贷款编号。")),
    LOAN_GRANTED_TWICE(
            new Zone.Name("A loan was granted more than once.", "同一贷款被多次批准。"),
            new Zone.Name("The bank reverses all but one.", "由银行冲销多余的批准。")),
    LOAN_BEFORE_GRANT(
            new Zone.Name("Principal was paid out before the day of the grant.", "发放日早于批准日。"),
            new Zone.Name("The bank corrects the dates.", "由银行更正日期。")),
    LOAN_OVERDRAWN(
            new Zone.Name("More was paid out than granted.", "累计发放超过批准金额。"),
            new Zone.Name("The bank corrects an amount, or the grant.", "由银行更正金额或批准额度。")),
    LOAN_OVERPAID(
            new Zone.Name(
                    "At the end of some day more was repaid and written off than paid out.", "某日日终累计偿还与核销超过累计发放。"),
            new Zone.Name(
                    "The bank publishes the disbursement that is missing, or corrects an amount or date.",
                    "由银行补发缺失的发放事件，或更正金额、日期。")),
    FAIR_NOT_ATTENDED(
            new Zone.Name(
                    "A client was met at a fair in which the enterprise has not taken part by that day.",
                    "企业当日尚未参加该展会却有客户洽谈。"),
            new Zone.Name(
                    "The organiser publishes the participation, or corrects the fair or date.",
                    "由主办方补发参展事件，或更正展会、日期。")),
    ORDER_NOT_SIGNED(
            new Zone.Name(
                    "An intended order is amended, cancelled or converted that has not been signed.",
                    "意向订单未签署即有变更、取消或转化。"),
            new Zone.Name(
                    "The organiser publishes the signing, or corrects the order's number.", "由主办方补发签署事件，或更正订单编号。")),
    ORDER_SIGNED_TWICE(
            new Zone.Name("An intended order was signed more than once.", "同一意向订单被多次签署。"),
            new Zone.Name("The organiser reverses all but one.", "由主办方冲销多余的签署。")),
    ORDER_CLOSED_TWICE(
            new Zone.Name("An intended order was cancelled or converted more than once.", "意向订单被多次取消或转化。"),
            new Zone.Name("The organiser reverses all but one.", "由主办方冲销多余的记录。")),
    ORDER_CHANGED_OUTSIDE_LIFE(
            new Zone.Name(
                    "An intended order is amended, cancelled or converted before the day of signing, or amended after it was cancelled or converted.",
                    "意向订单在签署日之前被变更、取消或转化，或在取消、转化之后被变更。"),
            new Zone.Name("The organiser corrects the dates.", "由主办方更正日期。")),
    CONFLICTING_AMENDMENTS(
            new Zone.Name("Two amendments of one day give an intended order different amounts.", "同一日的两次变更所载金额不同。"),
            new Zone.Name("The organiser reverses the wrong one.", "由主办方冲销错误的一条。"));

    private final Zone.Name meaning;
    private final Zone.Name remedy;

    AnomalyCode(Zone.Name meaning, Zone.Name remedy) {
        this.meaning = meaning;
        this.remedy = remedy;
    }

    /** What is wrong. */
    public Zone.Name meaning() {
        return meaning;
    }

    /** Who can resolve it, and how. */
    public Zone.Name remedy() {
        return remedy;
    }
}
