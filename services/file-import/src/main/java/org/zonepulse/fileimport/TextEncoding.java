package org.zonepulse.fileimport;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The encodings that registries' files come in. In both, no byte of a longer character looks like a line end or a quote. */
public enum TextEncoding {
    UTF_8(StandardCharsets.UTF_8),
    GB18030(Charset.forName("GB18030"));

    /** How much of a file decides on its encoding. */
    static final int SAMPLE_BYTES = 1024 * 1024;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final Charset charset;

    TextEncoding(Charset charset) {
        this.charset = charset;
    }

    /**
     * The encoding that these lines are in. Chinese in GB18030 is hardly ever valid UTF-8, so each line that isn't plain
     * ASCII is asked; that most decide makes a few broken lines cost no more than themselves.
     */
    static TextEncoding detect(byte[] sample, int length) {
        if (markLength(sample, length) > 0) {
            return UTF_8;
        }
        int valid = 0;
        int invalid = 0;
        int start = 0;
        CharsetDecoder utf8 = UTF_8.charset.newDecoder();
        for (int i = 0; i <= length; i++) {
            boolean atEnd = i == length;
            if (!atEnd && sample[i] != '\n') {
                continue;
            }
            // The last one may be cut off in a character, if it isn't the only one.
            boolean cutOff = atEnd && start > 0;
            if (!cutOff && !isAscii(sample, start, i)) {
                if (decode(utf8, sample, start, i) == null) {
                    invalid++;
                } else {
                    valid++;
                }
            }
            start = i + 1;
        }
        return invalid > valid ? GB18030 : UTF_8;
    }

    /** Length of the mark that some programs put before UTF-8. */
    static int markLength(byte[] bytes, int length) {
        for (int i = 0; i < BYTE_ORDER_MARK.length; i++) {
            if (i >= length || bytes[i] != BYTE_ORDER_MARK[i]) {
                return 0;
            }
        }
        return BYTE_ORDER_MARK.length;
    }

    /** Decodes lines, one after another. */
    final class Decoder {
        private final CharsetDecoder decoder = charset.newDecoder();

        /** The text; null if the bytes are none in this encoding. */
        @Nullable String text(byte[] bytes, int from, int to) {
            return isAscii(bytes, from, to)
                    ? new String(bytes, from, to - from, StandardCharsets.ISO_8859_1)
                    : decode(decoder, bytes, from, to);
        }
    }

    private static @Nullable String decode(CharsetDecoder decoder, byte[] bytes, int from, int to) {
        try {
            return decoder.decode(ByteBuffer.wrap(bytes, from, to - from)).toString();
        } catch (CharacterCodingException invalid) {
            return null;
        }
    }

    private static boolean isAscii(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return charset.name();
    }
}
