package org.zonepulse.publishing;

import org.zonepulse.testkit.CreditCodes;

/** Events of loans as JSON. */
final class Loans {

    static final String ENTERPRISE = CreditCodes.of(7);

    private Loans() {}

    static String disbursed(String eventId) {
        return disbursed(eventId, ENTERPRISE, "2023-01-31", "\"1000000.00\"", "CNY");
    }

    static String disbursed(String eventId, String enterprise, String date, String amount, String currency) {
        return event(eventId, enterprise, date, """
                {"type":"LoanDisbursed","loanId":"L-1","amount":{"amount":%s,"currency":"%s"}}""".formatted(amount, currency));
    }

    static String event(String eventId, String enterprise, String date, String fact) {
        return """
                {"eventId":"%s","source":"bank-of-foshan","occurredOn":"%s","recordedAt":"2023-02-01T08:00:00Z",\
                "enterpriseId":"%s","fact":%s}""".formatted(eventId, date, enterprise, fact);
    }
}
