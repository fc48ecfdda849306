package org.zonepulse.contract;

import org.zonepulse.schemas.money.Money;

/** Money in its Avro form. */
final class Amounts {

    private Amounts() {}

    static Money write(org.zonepulse.ledger.event.Money amount) {
        return new Money(amount.minor(), amount.currency());
    }

    static org.zonepulse.ledger.event.Money read(Money amount) {
        return new org.zonepulse.ledger.event.Money(amount.getMinor(), amount.getCurrency());
    }
}
