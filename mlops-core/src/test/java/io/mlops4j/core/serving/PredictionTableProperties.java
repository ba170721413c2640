package io.mlops4j.core.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.core.serving.rollout.ArmRecorder;
import io.mlops4j.core.serving.rollout.Predicted;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class PredictionTableProperties {
    private static final ArmRecorder ARM = ArmRecorder.ofEverything(Optional.empty());

    private record Id(long high, long low) {}

    /** A map in the order of entry is the model; ids of few bits lie at the same few places of the index. */
    @Property(tries = 60)
    void theLatestAreFoundAndNoOthers(@ForAll long seed) {
        Random random = new Random(seed);
        int bits = 11 + random.nextInt(50);
        int capacity = 1_024 << random.nextInt(3);
        PredictionTable table = new PredictionTable(capacity);
        Map<Id, Double> model = new LinkedHashMap<>();
        for (int i = 0; i < 3 * capacity; i++) {
            Id id = new Id(random.nextInt(3), random.nextLong() >>> (64 - bits));
            if (model.containsKey(id)) {
                continue;
            }
            table.add(id.high(), id.low(), new Predicted("c" + i, i), ARM);
            model.put(id, (double) i);
            if (model.size() > capacity) {
                model.remove(model.keySet().iterator().next());
            }
            if (random.nextInt(500) == 0) {
                assertThat(table.find(random.nextLong(), -1)).isNegative();
            }
        }
        assertThat(table.size()).isEqualTo(model.size());
        model.forEach((id, number) -> {
            Predicted found = table.predicted(table.find(id.high(), id.low()));
            assertThat(found.number()).isEqualTo(number);
            assertThat(found.className()).isEqualTo("c" + number.intValue());
        });
    }

    @Property(tries = 20)
    void whatHasMadeRoomIsNotFound(@ForAll long seed) {
        Random random = new Random(seed);
        PredictionTable table = new PredictionTable(1_024);
        long[] ids = random.longs(5_000).distinct().toArray();
        for (long id : ids) {
            table.add(7, id, new Predicted(null, 0), ARM);
        }
        for (int i = 0; i < ids.length; i++) {
            assertThat(table.find(7, ids[i]) >= 0).isEqualTo(i >= ids.length - 1_024);
        }
    }

    @Example
    void aPlaceThatIsTakenAnewHasNoLabelYet() {
        PredictionTable table = new PredictionTable(1_024);
        for (int i = 0; i < 1_025; i++) {
            table.add(0, i, new Predicted(null, 0), ARM);
            assertThat(table.label(table.find(0, i))).isTrue();
            assertThat(table.label(table.find(0, i))).isFalse();
        }
        assertThat(table.find(0, 0)).isNegative();
    }
}
