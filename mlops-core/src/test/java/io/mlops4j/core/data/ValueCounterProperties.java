package io.mlops4j.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.data.ColumnProfile.ValueCount;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ValueCounterProperties {
    @Property
    void fewValuesAreCountedAsAMapCountsThem(@ForAll List<@IntRange(max = 30) Integer> values) {
        Map<Integer, Long> naive =
                values.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        ValueCounter counter = new ValueCounter();
        values.forEach(value -> counter.add(0, value, value::toString));
        assertThat(counter.isExact()).isTrue();
        assertThat(counter.distinct()).isEqualTo(naive.size());
        assertThat(counter.top()).hasSize(Math.min(10, naive.size()));
        assertThat(counter.top())
                .allSatisfy(top -> assertThat(top.count()).isEqualTo(naive.get(Integer.valueOf(top.value()))));
        long least = counter.top().stream().mapToLong(ValueCount::count).min().orElse(0);
        assertThat(naive.values().stream().filter(count -> count > least)).hasSizeLessThanOrEqualTo(10);
    }
}
