package io.mlops4j.core.data.cells;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class Murmur3Properties {
    /** Guava's implementation is the independent source. */
    @Property
    void theHashIsThatOfGuava(@ForAll String before, @ForAll String text) {
        char[] chars = (before + text + "!").toCharArray();
        long[] hash = new long[2];

        Murmur3.hash(chars, before.length(), before.length() + text.length(), hash);

        ByteBuffer expected = ByteBuffer.wrap(
                        Hashing.murmur3_128(0x6d6c6f70).hashUnencodedChars(text).asBytes())
                .order(ByteOrder.LITTLE_ENDIAN);
        assertThat(hash).containsExactly(expected.getLong(), expected.getLong());
    }
}
