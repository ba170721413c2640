package io.mlops4j.core.journal;

import io.mlops4j.InvalidInput;
import io.mlops4j.spi.Journal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * How an event stands in its line. The event is a JSON object; the journal puts its own fields before the closing brace and takes
 * them off again, so a line is one JSON object for {@code jq} and the event comes back byte for byte:
 *
 * <pre>{@code
 * {"seq":7,"type":"alias-set"}                                    the event
 * {"seq":7,"type":"alias-set","more":2,"crc":"264a2620"}          its line
 * }</pre>
 *
 * <p>{@code crc} is the CRC-32C (Castagnoli, as in RFC 3720) of the line up to {@code ,"crc"}, so that every byte of the line either
 * is covered by it or has only one value that is accepted. {@code more} tells how many events of the same append follow; it is left out
 * when none does, unless the event itself ends in such a field, when {@code "more":0} says which one is the journal's.
 */
final class EventLine {
    /** How much longer than its event a line can be: comma, name and ten digits of {@code more}, comma, {@code crc}. */
    static final int MAX_OVERHEAD = 40;

    private static final byte[] MORE = "\"more\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CRC = "\"crc\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /** {@code "crc":"xxxxxxxx"}} with its closing brace. */
    private static final int CRC_FIELD = CRC.length + 8 + 2;

    private EventLine() {}

    /** Throws {@link InvalidInput} unless each event has the shape of one JSON object in one line and is not too large. */
    static void check(String stream, List<byte[]> events) {
        for (int i = 0; i < events.size(); i++) {
            byte[] event = events.get(i);
            String fault = fault(event);
            if (!fault.isEmpty()) {
                throw new InvalidInput("Event " + (i + 1) + " of " + events.size() + " for stream '" + stream + "' "
                        + fault + ". Nothing was appended.");
            }
        }
    }

    private static String fault(byte[] event) {
        if (event.length > Journal.MAX_EVENT_BYTES) {
            return "has " + event.length + " bytes, more than the " + Journal.MAX_EVENT_BYTES
                    + " that an event may have; keep large content in the blob store and its digest in the event";
        }
        if (event.length < 2 || event[0] != '{' || event[event.length - 1] != '}') {
            return "is not a JSON object; an event starts with { and ends with }";
        }
        for (int i = 0; i < event.length; i++) {
            byte b = event[i];
            // The other control characters are no JSON either, but only these would break the file.
            if (b == '\n' || b == '\r' || b == 0) {
                return "holds the byte 0x%02x at offset %d; write the JSON object in one line and escape control characters"
                        .formatted(b, i);
            }
        }
        return "";
    }

    /**
     * What follows the event's own bytes, all but its last, in its line: the journal's fields, the brace and the line break.
     *
     * @param more how many events of the same append follow
     */
    static byte[] trailer(byte[] event, int more, CRC32C crc) {
        int body = event.length - 1;
        boolean comma = !isBlank(event, body);
        boolean counted = more > 0 || endsInMore(event, body) >= 0;
        byte[] digits = Integer.toString(more).getBytes(StandardCharsets.US_ASCII);
        byte[] trailer = new byte[(comma ? 1 : 0) + (counted ? MORE.length + digits.length + 1 : 0) + CRC_FIELD + 1];
        int at = 0;
        int covered = 0;
        if (comma) {
            trailer[at++] = ',';
        }
        if (counted) {
            at = put(trailer, at, MORE);
            at = put(trailer, at, digits);
            covered = at;
            trailer[at++] = ',';
        }
        crc.reset();
        crc.update(event, 0, body);
        crc.update(trailer, 0, covered);
        at = put(trailer, at, CRC);
        at = putHex(trailer, at, (int) crc.getValue());
        trailer[at++] = '"';
        trailer[at++] = '}';
        trailer[at] = '\n';
        return trailer;
    }

    /**
     * Whether bytes are a line as this class makes them, without its line break, and its checksum holds: the number of events that
     * follow in the same append, or -1 if they are not.
     */
    static int verify(byte[] bytes, int start, int length, CRC32C crc) {
        int field = start + length - CRC_FIELD;
        if (length < CRC_FIELD + 1
                || bytes[start] != '{'
                || !matches(bytes, field, CRC)
                || bytes[start + length - 2] != '"'
                || bytes[start + length - 1] != '}') {
            return -1;
        }
        int covered = bytes[field - 1] == ',' ? field - 1 : field;
        crc.reset();
        crc.update(bytes, start, covered - start);
        int value = (int) crc.getValue();
        for (int i = 0; i < 8; i++) {
            if (bytes[field + CRC.length + i] != HEX[(value >>> (28 - 4 * i)) & 15]) {
                return -1;
            }
        }
        int more = endsInMore(bytes, start, covered);
        return more < 0 ? 0 : digits(bytes, more, covered);
    }

    /** The event in a line that {@link #verify} accepted. */
    static byte[] event(byte[] bytes, int start, int length) {
        int end = withoutComma(bytes, start + length - CRC_FIELD);
        int more = endsInMore(bytes, start, end);
        if (more >= 0) {
            end = withoutComma(bytes, more - MORE.length);
        }
        byte[] event = new byte[end - start + 1];
        System.arraycopy(bytes, start, event, 0, end - start);
        event[end - start] = '}';
        return event;
    }

    private static int withoutComma(byte[] bytes, int end) {
        return bytes[end - 1] == ',' ? end - 1 : end;
    }

    /** Whether nothing but the opening brace and blanks precede the closing one: no comma may follow then. */
    private static boolean isBlank(byte[] event, int body) {
        for (int i = 1; i < body; i++) {
            if (event[i] != ' ' && event[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    private static int endsInMore(byte[] event, int body) {
        return endsInMore(event, 0, body);
    }

    /** Where the digits begin if the bytes up to {@code end} end in {@code "more":} and an int in digits; -1 if not. */
    private static int endsInMore(byte[] bytes, int start, int end) {
        int digits = end;
        while (digits > start && end - digits < 10 && bytes[digits - 1] >= '0' && bytes[digits - 1] <= '9') {
            digits--;
        }
        boolean found = digits < end && digits - MORE.length > start && matches(bytes, digits - MORE.length, MORE);
        return found ? digits : -1;
    }

    private static int digits(byte[] bytes, int start, int end) {
        long value = 0;
        for (int i = start; i < end; i++) {
            value = value * 10 + bytes[i] - '0';
        }
        return (int) Math.min(value, Integer.MAX_VALUE);
    }

    private static boolean matches(byte[] bytes, int at, byte[] expected) {
        for (int i = 0; i < expected.length; i++) {
            if (bytes[at + i] != expected[i]) {
                return false;
            }
        }
        return true;
    }

    private static int put(byte[] target, int at, byte[] bytes) {
        System.arraycopy(bytes, 0, target, at, bytes.length);
        return at + bytes.length;
    }

    private static int putHex(byte[] target, int at, int value) {
        for (int shift = 28; shift >= 0; shift -= 4) {
            target[at++] = HEX[(value >>> shift) & 15];
        }
        return at;
    }
}
