package io.mlops4j.core.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class UlidsProperties {
    @Property
    void idsOfOneSourceIncreaseWhateverTheClockDoes(
            @ForAll @Size(min = 2, max = 50) List<@LongRange(max = 1L << 47) Long> clock) {
        int[] tick = {0};
        Ulids ids = new Ulids(
                () -> Instant.ofEpochMilli(clock.get(Math.min(tick[0]++, clock.size() - 1))), new Random(1)::nextLong);
        List<String> made =
                IntStream.range(0, clock.size()).mapToObj(i -> ids.next()).toList();
        assertThat(made).isSorted().doesNotHaveDuplicates();
    }

    @Property
    void anIdHas26CharactersOfTheAlphabet(
            @ForAll @LongRange(min = 0, max = (1L << 48) - 1) long millis, @ForAll int high, @ForAll long low) {
        assertThat(Ulids.format(millis, high, low)).matches("[0-9a-hjkmnp-tv-z]{26}");
    }

    @Property
    void laterTimesGiveGreaterIds(
            @ForAll @LongRange(min = 0, max = (1L << 48) - 2) long millis, @ForAll int high, @ForAll long low) {
        assertThat(Ulids.format(millis, high, low)).isLessThan(Ulids.format(millis + 1, 0, 0));
    }

    /** The time part of the example in the ULID specification: 01ARYZ6S41 is 1469918176385. */
    @Example
    void theTimeIsWrittenAsTheSpecificationSays() {
        assertThat(Ulids.format(1_469_918_176_385L, 0, 0)).startsWith("01aryz6s41");
    }

    @Example
    void aHundredThousandIdsOfOneMillisecondAreDistinct() {
        Ulids ids = new Ulids(() -> Instant.EPOCH);
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            made.add(ids.next());
        }
        assertThat(new HashSet<>(made)).hasSize(100_000);
        assertThat(made).isSorted();
    }
}
