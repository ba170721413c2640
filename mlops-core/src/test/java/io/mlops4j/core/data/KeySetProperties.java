package io.mlops4j.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class KeySetProperties {
    @Property
    void itTellsKeysApartAsASetOfPairsDoes(
            @ForAll @Size(max = 400) List<@LongRange(min = -4, max = 4) Long> highs, @ForAll long seed) {
        KeySet keys = new KeySet();
        Set<List<Long>> naive = new HashSet<>();
        for (int i = 0; i < highs.size(); i++) {
            long high = highs.get(i);
            long low = (seed + i) % 7;
            assertThat(keys.contains(high, low)).isEqualTo(naive.contains(List.of(high, low)));
            assertThat(keys.add(high, low)).isEqualTo(naive.add(List.of(high, low)));
            assertThat(keys.contains(high, low)).isTrue();
        }
    }

    @Property(tries = 20)
    void itGrowsWithoutLosingAKey(@ForAll long start, @ForAll long step) {
        KeySet keys = new KeySet();
        Set<Long> naive = new HashSet<>();
        for (int i = 0; i < 5_000; i++) {
            long low = start + i * step;
            assertThat(keys.add(0, low)).isEqualTo(naive.add(low));
        }
        assertThat(naive).allMatch(low -> keys.contains(0, low));
    }
}
