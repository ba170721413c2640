package io.mlops4j.core.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.zip.CRC32C;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class EventLineProperties {
    private final CRC32C crc = new CRC32C();

    @Property
    void anEventComesBackByteForByte(@ForAll("events") String text, @ForAll @IntRange(max = 1_000_000) int more) {
        byte[] event = text.getBytes(UTF_8);

        byte[] line = line(event, more);

        assertThat(EventLine.verify(line, 0, line.length, crc)).isEqualTo(more);
        assertThat(EventLine.event(line, 0, line.length)).isEqualTo(event);
    }

    @Property(tries = 300)
    void aLineWithAnyByteChangedIsRefused(
            @ForAll("events") String text,
            @ForAll @IntRange(max = 3) int more,
            @ForAll @IntRange(min = 1, max = 255) int change) {
        byte[] line = line(text.getBytes(UTF_8), more);
        for (int i = 0; i < line.length; i++) {
            byte[] changed = line.clone();
            changed[i] ^= (byte) change;

            assertThat(EventLine.verify(changed, 0, changed.length, crc))
                    .as("byte %d of %s", i, new String(line, UTF_8))
                    .isEqualTo(-1);
        }
    }

    @Property(tries = 300)
    void aLineThatIsCutShortIsRefused(@ForAll("events") String text, @ForAll @IntRange(max = 3) int more) {
        byte[] line = line(text.getBytes(UTF_8), more);
        for (int length = 0; length < line.length; length++) {
            assertThat(EventLine.verify(line, 0, length, crc)).isEqualTo(-1);
        }
    }

    /** Objects with what could be taken for the journal's own fields, at their end and elsewhere. */
    @Provide
    Arbitrary<String> events() {
        Arbitrary<String> pieces = Arbitraries.of(
                "\"more\":7",
                "\"more\":0",
                "\"more\":12345678901",
                "\"crc\":\"01234567\"",
                "\"a\":1",
                "\"größe\":\"日本 \\n\"",
                "\"x\":{\"more\":3}",
                "\"s\":\"\\\"more\\\":5\"",
                " ",
                "\t");
        return pieces.list().ofMaxSize(4).map(parts -> "{" + String.join(",", parts) + "}");
    }

    private byte[] line(byte[] event, int more) {
        byte[] trailer = EventLine.trailer(event, more, crc);
        byte[] line = Arrays.copyOf(event, event.length - 1 + trailer.length);
        System.arraycopy(trailer, 0, line, event.length - 1, trailer.length);
        assertThat(line[line.length - 1]).isEqualTo((byte) '\n');
        return Arrays.copyOf(line, line.length - 1);
    }
}
