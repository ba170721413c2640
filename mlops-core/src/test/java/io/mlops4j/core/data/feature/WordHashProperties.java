package io.mlops4j.core.data.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class WordHashProperties {
    @Property
    void theHashIsThatOfGuava(@ForAll String word) {
        byte[] bytes = new byte[2 * word.length()];
        for (int i = 0; i < word.length(); i++) {
            bytes[2 * i] = (byte) word.charAt(i);
            bytes[2 * i + 1] = (byte) (word.charAt(i) >> 8);
        }
        assertThat(WordHash.of(word))
                .isEqualTo(Hashing.murmur3_32_fixed().hashBytes(bytes).asInt());
    }
}
