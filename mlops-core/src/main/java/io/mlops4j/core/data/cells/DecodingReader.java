package io.mlops4j.core.data.cells;

import io.mlops4j.InvalidInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/**
 * Characters of a CSV text, strictly decoded: bytes that are not of the charset are refused with their line and offset, where the JDK's
 * reader would replace them or tell neither. A byte order mark is skipped.
 */
final class DecodingReader extends Reader {
    private static final int CHUNK = 1 << 16;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Origin origin;
    private final InputStream in;
    private final Charset charset;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(CHUNK).flip();
    private final CharBuffer chars = CharBuffer.allocate(CHUNK).flip();
    private long bytesRead;
    private long line = 1;
    private char last = '\n';
    private boolean started;
    private boolean bytesEnded;
    private boolean ended;

    DecodingReader(Origin origin, InputStream in, Charset charset) {
        this.origin = origin;
        this.in = in;
        this.charset = charset;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (!chars.hasRemaining() && !fill()) {
            return -1;
        }
        int count = Math.min(length, chars.remaining());
        chars.get(target, offset, count);
        return count;
    }

    private boolean fill() throws IOException {
        if (ended) {
            return false;
        }
        chars.clear();
        while (chars.position() == 0 && !ended) {
            CoderResult result = decoder.decode(bytes, chars, bytesEnded);
            if (chars.position() > 0) {
                noteChars();
            } else if (result.isError()) {
                throw new InvalidInput(origin.line(line) + ": the bytes at offset "
                        + (bytesRead - bytes.remaining()) + " are not " + charset.name()
                        + ". Save the text as " + charset.name()
                        + ", or name its charset: CsvOptions.defaults().charset(\"ISO-8859-1\").");
            } else if (bytesEnded) {
                decoder.flush(chars);
                noteChars();
                ended = true;
            } else {
                readBytes();
            }
        }
        chars.flip();
        return chars.hasRemaining();
    }

    private void readBytes() throws IOException {
        bytes.compact();
        int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
        if (count < 0) {
            bytesEnded = true;
        } else {
            bytesRead += count;
            bytes.position(bytes.position() + count);
        }
        bytes.flip();
    }

    private void noteChars() {
        if (!started && chars.position() > 0) {
            started = true;
            if (chars.get(0) == BYTE_ORDER_MARK) {
                chars.flip().get();
                chars.compact();
            }
        }
        // A string finds its characters several at a time, and few texts have carriage returns.
        String text = new String(chars.array(), 0, chars.position());
        if (last == '\r' || text.indexOf('\r') >= 0) {
            countAllBreaks(text);
        } else {
            for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
                line++;
            }
        }
        if (!text.isEmpty()) {
            last = text.charAt(text.length() - 1);
        }
    }

    /** A break is a line feed, a carriage return, or both. */
    private void countAllBreaks(String text) {
        char before = last;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r' || (c == '\n' && before != '\r')) {
                line++;
            }
            before = c;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
