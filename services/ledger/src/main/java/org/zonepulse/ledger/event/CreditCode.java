package org.zonepulse.ledger.event;

/**
 * The unified social credit code of an organisation, GB 32100-2015: 18 characters, the last of which checks the others.
 */
public final class CreditCode {

    /** Number of characters of a code. */
    public static final int LENGTH = 18;

    /** The 31 symbols in order of their value: digits and capitals without I, O, S, V and Z. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static final int MODULUS = ALPHABET.length();
    private static final int[] WEIGHTS = weights();
    private static final byte[] VALUES = values();

    private CreditCode() {}

    /** Tells whether the text is a code of 18 legal symbols with the right check character. */
    public static boolean isValid(String code) {
        return code.length() == LENGTH && checkCharacter(code) == code.charAt(LENGTH - 1);
    }

    /**
     * Completes a code.
     *
     * @param firstSeventeen department, category, division and body
     * @throws IllegalArgumentException if these aren't 17 legal symbols
     */
    public static String complete(String firstSeventeen) {
        char check = firstSeventeen.length() == LENGTH - 1 ? checkCharacter(firstSeventeen) : 0;
        if (check == 0) {
            throw new IllegalArgumentException("not the first 17 symbols of a credit code: " + firstSeventeen);
        }
        return firstSeventeen + check;
    }

    /** GB 32100-2015, 5.1: check = (31 - sum of value x 3^(i-1) mod 31) mod 31; 0 where a symbol is illegal. */
    private static char checkCharacter(String code) {
        int sum = 0;
        for (int i = 0; i < LENGTH - 1; i++) {
            char symbol = code.charAt(i);
            int value = symbol < VALUES.length ? VALUES[symbol] : -1;
            if (value < 0) {
                return 0;
            }
            sum += value * WEIGHTS[i];
        }
        return ALPHABET.charAt((MODULUS - sum % MODULUS) % MODULUS);
    }

    private static int[] weights() {
        int[] weights = new int[LENGTH - 1];
        int weight = 1;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = weight;
            weight = weight * 3 % MODULUS;
        }
        return weights;
    }

    private static byte[] values() {
        byte[] values = new byte[128];
        java.util.Arrays.fill(values, (byte) -1);
        for (int i = 0; i < MODULUS; i++) {
            values[ALPHABET.charAt(i)] = (byte) i;
        }
        return values;
    }
}
