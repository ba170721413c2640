package io.mlops4j.core.journal;

import io.mlops4j.InvalidInput;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which names a stream may have, and the file that a stream of that name is kept in.
 *
 * <p>The segments of a name become directories, the last one a file. A file name has to survive file systems that ignore case or
 * normalise Unicode, locales other than UTF-8, and Windows. So a segment keeps only {@code a-z 0-9 _ -} and the dots inside it; all
 * else, upper-case letters too, becomes {@code %xx}, a byte of its UTF-8 in lower-case hexadecimal. Hence a file name is lower-case
 * ASCII, and two names never share one even where case is ignored. In addition
 *
 * <ul>
 *   <li>a dot at the start or the end of a segment is escaped (hidden files, {@code .locks}; Windows drops dots at the end),
 *   <li>so is the first letter of a Windows device name ({@code con}, {@code lpt1.x}),
 *   <li>so is the dot of {@code .jsonl} at the end of a segment: the directory of {@code x.jsonl/y} is not the file of {@code x},
 *   <li>a segment whose escape is longer than {@value #PIECE} characters is cut into pieces, each in the directory of the one before
 *       it. {@code ~}, which never stands for itself, marks the cuts on both sides: {@code aaa~/~bbb~/~ccc.jsonl}.
 * </ul>
 */
final class StreamNames {
    static final String SUFFIX = ".jsonl";

    /** The longest segment, in code points. */
    static final int MAX_SEGMENT = 200;

    /** The longest name, in bytes of UTF-8: three times that, escaped, stays below the 4096 bytes that Linux allows a path. */
    static final int MAX_NAME_BYTES = 1000;

    /** The longest piece of a segment in the name of one file; with marks and suffix it stays below the usual limit of 255. */
    static final int PIECE = 200;

    private static final String HEX = "0123456789abcdef";
    private static final Set<String> DEVICES = Set.of(
            "con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
            "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9");

    private StreamNames() {}

    /** Returns the name, or throws {@link InvalidInput} with a sentence that says what is wrong with it. */
    static String check(String stream) {
        Optional<String> fault = fault(stream);
        if (fault.isPresent()) {
            throw new InvalidInput("The stream name " + quote(stream) + " cannot be used: " + fault.get() + ".");
        }
        return stream;
    }

    private static Optional<String> fault(String stream) {
        if (stream.isEmpty()) {
            return Optional.of("it is empty; give the stream a name such as model/loan-default");
        }
        // Asked first, so that a hostile name of any length costs nothing to refuse.
        if (stream.length() > MAX_NAME_BYTES || utf8Length(stream) > MAX_NAME_BYTES) {
            return Optional.of("it is longer than " + MAX_NAME_BYTES + " bytes in UTF-8; choose a shorter one");
        }
        if (hasLoneSurrogate(stream)) {
            return Optional.of("it holds half of a surrogate pair, which is no character; remove it");
        }
        for (String segment : stream.split("/", -1)) {
            Optional<String> fault = segmentFault(segment);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> segmentFault(String segment) {
        if (segment.isEmpty()) {
            return Optional.of("a segment of it is empty; neither start nor end it with / nor double one");
        }
        if (segment.equals(".") || segment.equals("..")) {
            return Optional.of("its segment " + segment + " means a directory to the operating system; choose another");
        }
        if (segment.codePointCount(0, segment.length()) > MAX_SEGMENT) {
            return Optional.of("a segment of it is longer than " + MAX_SEGMENT + " characters; choose a shorter one");
        }
        for (int i = 0; i < segment.length(); i++) {
            if (Character.isISOControl(segment.charAt(i))) {
                return Optional.of(
                        "it holds the control character U+%04X; remove it".formatted((int) segment.charAt(i)));
            }
        }
        return Optional.empty();
    }

    /** The name for a message: shortened, control characters shown as escapes. */
    private static String quote(String stream) {
        StringBuilder text = new StringBuilder("'");
        stream.codePoints().limit(80).forEach(c -> {
            if (Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE) {
                text.append("\\u%04x".formatted(c));
            } else {
                text.appendCodePoint(c);
            }
        });
        if (stream.codePointCount(0, stream.length()) > 80) {
            text.append('…');
        }
        return text.append('\'').toString();
    }

    /** The path of a valid stream's file below the journal's directory, with {@code /} between its parts. */
    static String toPath(String stream) {
        StringBuilder path = new StringBuilder();
        for (String segment : stream.split("/", -1)) {
            if (!path.isEmpty()) {
                path.append('/');
            }
            appendPieces(path, escape(segment));
        }
        return path.append(SUFFIX).toString();
    }

    /**
     * The directory below which all streams lie whose names start with a prefix, with {@code /} between its parts and empty for the
     * journal's own; or nothing if no valid name starts so.
     */
    static Optional<String> directoryOf(String prefix) {
        int end = prefix.lastIndexOf('/');
        if (end < 0) {
            return Optional.of("");
        }
        String parent = prefix.substring(0, end);
        if (fault(parent).isPresent()) {
            return Optional.empty();
        }
        String path = toPath(parent);
        return Optional.of(path.substring(0, path.length() - SUFFIX.length()));
    }

    /** The name of the stream that is kept in a file, or nothing if this class would not have named a file so. */
    static Optional<String> fromPath(String path) {
        if (!path.endsWith(SUFFIX)) {
            return Optional.empty();
        }
        String joined = path.substring(0, path.length() - SUFFIX.length()).replace("~/~", "");
        List<String> segments = new ArrayList<>();
        for (String escaped : joined.split("/", -1)) {
            Optional<String> segment = unescape(escaped);
            if (segment.isEmpty()) {
                return Optional.empty();
            }
            segments.add(segment.get());
        }
        // What was unescaped may have been written in another way than ours; only our way names the stream.
        return Optional.of(String.join("/", segments))
                .filter(stream -> fault(stream).isEmpty() && toPath(stream).equals(path));
    }

    private static String escape(String segment) {
        StringBuilder escaped = new StringBuilder(segment.length() + 16);
        boolean device = DEVICES.contains(segment.split("\\.", 2)[0]);
        int suffix = segment.endsWith(SUFFIX) ? segment.length() - SUFFIX.length() : -1;
        int last = segment.length() - 1;
        for (int i = 0; i <= last; ) {
            int c = segment.codePointAt(i);
            boolean innerDot = c == '.' && i > 0 && i < last && i != suffix;
            boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
            boolean deviceLetter = device && i == 0;
            if (innerDot || (plain && !deviceLetter)) {
                escaped.append((char) c);
            } else {
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    escaped.append('%').append(HEX.charAt((b >> 4) & 15)).append(HEX.charAt(b & 15));
                }
            }
            i += Character.charCount(c);
        }
        return escaped.toString();
    }

    private static void appendPieces(StringBuilder path, String escaped) {
        for (int start = 0; start < escaped.length(); start += PIECE) {
            if (start > 0) {
                path.append("~/~");
            }
            path.append(escaped, start, Math.min(escaped.length(), start + PIECE));
        }
    }

    private static Optional<String> unescape(String escaped) {
        ByteBuffer bytes = ByteBuffer.allocate(escaped.length());
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c == '%') {
                if (i + 2 >= escaped.length()) {
                    return Optional.empty();
                }
                int high = HEX.indexOf(escaped.charAt(++i));
                int low = HEX.indexOf(escaped.charAt(++i));
                if (high < 0 || low < 0) {
                    return Optional.empty();
                }
                bytes.put((byte) (high << 4 | low));
            } else if (c < 128) {
                bytes.put((byte) c);
            } else {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static boolean hasLoneSurrogate(String text) {
        return text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE);
    }

    private static int utf8Length(String text) {
        return StandardCharsets.UTF_8.encode(CharBuffer.wrap(text)).remaining();
    }
}
