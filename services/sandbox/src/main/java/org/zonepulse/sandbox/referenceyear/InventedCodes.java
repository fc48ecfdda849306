package org.zonepulse.sandbox.referenceyear;

import java.util.HashSet;
import java.util.Set;
import org.zonepulse.ledger.event.CreditCode;

/** Unified social credit codes of enterprises that don't exist, none twice. */
final class InventedCodes {

    /** Market regulation department, category enterprise. */
    private static final String DEPARTMENT = "91";

    /** Codes given since the unified codes came begin so; before, bodies were digits only. */
    private static final String NEW_BODY = "MA";

    private static final int UNIFIED_SINCE = 2015;
    private static final String SYMBOLS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final String DIGITS = "0123456789";
    private static final int BODY_LENGTH = 8;
    /** GB 11714: the weights of a body's symbols in its own check character. */
    private static final int[] WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};

    private static final int MODULUS = 11;

    private final Draw draw;
    private final Set<String> given;

    InventedCodes(Draw draw) {
        this(draw, Set.of());
    }

    /** @param taken codes that were given before */
    InventedCodes(Draw draw, Set<String> taken) {
        this.draw = draw;
        this.given = new HashSet<>(taken);
    }

    /**
     * A new code.
     *
     * @param division six digits: where it was first registered
     * @param year of its first registration
     */
    String next(String division, int year) {
        String code;
        do {
            String body = body(year >= UNIFIED_SINCE);
            code = CreditCode.complete(DEPARTMENT + division + body + checkOf(body));
        } while (!given.add(code));
        return code;
    }

    private String body(boolean unified) {
        String symbols = unified ? SYMBOLS : DIGITS;
        StringBuilder body = new StringBuilder(unified ? NEW_BODY : "");
        while (body.length() < BODY_LENGTH) {
            body.append(symbols.charAt(draw.below(symbols.length())));
        }
        return body.toString();
    }

    private static char checkOf(String body) {
        int sum = 0;
        for (int i = 0; i < BODY_LENGTH; i++) {
            sum += Character.digit(body.charAt(i), Character.MAX_RADIX) * WEIGHTS[i];
        }
        int check = (MODULUS - sum % MODULUS) % MODULUS;
        return check == 10 ? 'X' : Character.forDigit(check, 10);
    }
}
