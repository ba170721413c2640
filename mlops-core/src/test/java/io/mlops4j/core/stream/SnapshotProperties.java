package io.mlops4j.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SnapshotProperties {
    @Property
    void whatIsWrittenIsRead(
            @ForAll List<Long> wholes, @ForAll List<Double> reals, @ForAll("texts") List<String> texts) {
        SnapshotWriter out = new SnapshotWriter();
        wholes.forEach(out::whole);
        texts.forEach(out::text);
        reals.forEach(out::real);
        texts.forEach(out::text);
        byte[] bytes = out.toBytes();

        SnapshotReader in = new SnapshotReader(bytes, 0, bytes.length);

        assertThat(wholes).allSatisfy(value -> assertThat(in.whole()).isEqualTo(value));
        assertThat(texts).allSatisfy(value -> assertThat(in.text()).isEqualTo(value));
        assertThat(reals).allSatisfy(value -> assertThat(in.real()).isEqualTo(value));
        assertThat(texts).allSatisfy(value -> assertThat(in.text()).isEqualTo(value));
        assertThat(in.isAtEnd()).isTrue();
    }

    @Provide
    Arbitrary<List<String>> texts() {
        return Arbitraries.strings().excludeChars(surrogates()).list();
    }

    /** Halves of characters are no text: names and values that hold them are refused or replaced before. */
    private static char[] surrogates() {
        char[] all = new char[Character.MAX_SURROGATE - Character.MIN_SURROGATE + 1];
        for (int i = 0; i < all.length; i++) {
            all[i] = (char) (Character.MIN_SURROGATE + i);
        }
        return all;
    }
}
