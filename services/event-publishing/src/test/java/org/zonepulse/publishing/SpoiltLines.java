package org.zonepulse.publishing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.zonepulse.testkit.CreditCodes;

/** Lines of loans as a faulty program might write them, always the same for a seed. None is blank or has a line end. */
final class SpoiltLines {

    private final Random random;
    private final List<byte[]> lines = new ArrayList<>();

    SpoiltLines(long seed) {
        this.random = new Random(seed);
    }

    List<byte[]> lines(int count) {
        while (lines.size() < count) {
            byte[] line = next();
            for (int i = 0; i < line.length; i++) {
                line[i] = line[i] == '\n' ? (byte) ' ' : line[i];
            }
            if (!new String(line, StandardCharsets.UTF_8).isBlank()) {
                lines.add(line);
            }
        }
        return lines;
    }

    private byte[] next() {
        String good = good();
        return switch (random.nextInt(16)) {
            case 0, 1, 2, 3 -> bytes(good);
            case 4 ->
                lines.isEmpty()
                        ? bytes(good)
                        : lines.get(random.nextInt(lines.size())).clone();
            case 5 -> lines.isEmpty() ? bytes(good) : lines.getLast().clone();
            case 6 -> flipped(bytes(good), 1 + random.nextInt(8));
            case 7 -> Arrays.copyOf(bytes(good), random.nextInt(good.length()));
            case 8 -> bytes(replaced(good, "\"eventId\"", "\"source\":\"twice\",\"eventId\""));
            case 9 -> bytes(replaced(good, "\"1.00\"", number()));
            case 10 -> bytes(replaced(good, "\"1.00\"", nested()));
            case 11 -> inserted(bytes(good), oddBytes());
            case 12 -> bytes(swapped(good));
            case 13 -> bytes(replaced(good, "bank-of-foshan", text()));
            case 14 -> bytes(lengthened(good));
            default -> nonsense();
        };
    }

    private String good() {
        String id = random.nextInt(10) == 0 ? "again-" + random.nextInt(50) : "f-" + lines.size();
        String event = Loans.disbursed(id, CreditCodes.of(random.nextInt(500)), "2023-01-31", "\"1.00\"", "CNY");
        return random.nextInt(5) == 0 ? event.replaceFirst("\"eventId\":\"[^\"]*\",", "") : event;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String replaced(String text, String part, String by) {
        return text.replace(part, by);
    }

    private byte[] flipped(byte[] line, int times) {
        for (int i = 0; i < times; i++) {
            line[random.nextInt(line.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return line;
    }

    private byte[] inserted(byte[] line, byte[] odd) {
        int at = random.nextInt(line.length);
        byte[] result = Arrays.copyOf(line, line.length + odd.length);
        System.arraycopy(odd, 0, result, at, odd.length);
        System.arraycopy(line, at, result, at + odd.length, line.length - at);
        return result;
    }

    private byte[] oddBytes() {
        return switch (random.nextInt(6)) {
            case 0 -> new byte[] {0};
            case 1 -> new byte[] {(byte) 0xC3};
            case 2 -> new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80};
            case 3 -> new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
            case 4 -> new byte[] {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80};
            default -> new byte[] {'\r'};
        };
    }

    private String number() {
        return pick(
                "1e400",
                "1e-400",
                "9".repeat(400),
                "-0",
                "1e2147483648",
                "0.001",
                "00001",
                "NaN",
                "\"1,000.00\"",
                "\"１.00\"",
                "92233720368547758.07");
    }

    private String nested() {
        int depth = 1 + random.nextInt(3_000);
        return random.nextBoolean()
                ? "[".repeat(depth) + "]".repeat(depth)
                : "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
    }

    private String swapped(String good) {
        return switch (random.nextInt(6)) {
            case 0 -> good.replaceFirst("\"source\":\"[^\"]*\"", "\"source\":17");
            case 1 -> good.replaceFirst("\"fact\":\\{.*}}", "\"fact\":null}");
            case 2 -> good.replaceFirst("\"occurredOn\":\"[^\"]*\"", "\"occurredOn\":20230131");
            case 3 -> good.replaceFirst("\"amount\":\\{.*?}", "\"amount\":[]");
            case 4 -> "[" + good + "]";
            default -> good.replaceFirst("\"recordedAt\":\"[^\"]*\",", "\"recordedAt\":{},");
        };
    }

    private String text() {
        return pick(
                "",
                "\\ud800",
                "\\udc00\\ud800",
                "\\u0000",
                "bank of foshan",
                "银行",
                "a".repeat(65),
                "\\",
                "\\x",
                "😀",
                "a-bank");
    }

    private String lengthened(String good) {
        int length = random.nextInt(20) == 0 ? 200_000 : random.nextInt(2_000);
        return random.nextBoolean()
                ? good.replace("\"L-1\"", "\"" + "L".repeat(length) + "\"")
                : good + " ".repeat(length) + (random.nextBoolean() ? "" : "{}");
    }

    private byte[] nonsense() {
        byte[] line = new byte[1 + random.nextInt(300)];
        random.nextBytes(line);
        return line;
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
