package io.mlops4j.core.monitoring.performance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class JoinStoreProperties {
    /** What happened: predictions, and labels of which some are repeated, some have no prediction. */
    private static List<Object> happened(Random random, int size) {
        List<Object> all = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            all.add(Answer.of("p" + i, 1_000 + i, random.nextDouble()));
        }
        for (int i = 0; i < size; i++) {
            all.add(Map.entry(
                    "p" + random.nextInt(size + size / 4 + 1), Truth.of(random.nextInt(50), random.nextInt(2))));
        }
        return all;
    }

    @SuppressWarnings("unchecked")
    private static void tell(JoinStore store, Object what) {
        if (what instanceof Answer answer) {
            store.add(answer);
        } else {
            Map.Entry<String, Truth> label = (Map.Entry<String, Truth>) what;
            store.label(label.getKey(), label.getValue());
        }
    }

    private static Map<String, String> joined(JoinStore store) {
        Map<String, String> joined = new TreeMap<>();
        store.rows().forEach(row -> joined.put(row.answer().id(), String.valueOf(row.truth())));
        return joined;
    }

    @Property(tries = 200)
    void theOrderInWhichThingsComeDoesNotMatter(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int size) {
        Random random = new Random(seed);
        List<Object> all = happened(random, size);
        JoinStore one = new JoinStore(1_000, Long.MAX_VALUE / 2);
        all.forEach(what -> tell(one, what));
        Collections.shuffle(all, random);
        JoinStore other = new JoinStore(1_000, Long.MAX_VALUE / 2);
        all.forEach(what -> tell(other, what));
        assertThat(joined(other)).isEqualTo(joined(one));
    }

    @Property(tries = 200)
    void severalProcessesThatKeepAndTakeInKnowWhatOneWouldKnow(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int size) {
        Random random = new Random(seed);
        List<Object> all = happened(random, size);
        Collections.shuffle(all, random);
        JoinStore alone = new JoinStore(1_000, Long.MAX_VALUE / 2);
        all.forEach(what -> tell(alone, what));
        List<JoinStore> processes = List.of(
                new JoinStore(1_000, Long.MAX_VALUE / 2),
                new JoinStore(1_000, Long.MAX_VALUE / 2),
                new JoinStore(1_000, Long.MAX_VALUE / 2));
        List<Segment> kept = new ArrayList<>();
        for (Object what : all) {
            JoinStore process = processes.get(random.nextInt(3));
            tell(process, what);
            if (random.nextInt(5) == 0) {
                kept.add(keep(process, random.nextBoolean()));
            }
            if (random.nextInt(5) == 0 && !kept.isEmpty()) {
                // The same part may be taken in more than once.
                processes.get(random.nextInt(3)).absorb(kept.get(random.nextInt(kept.size())));
            }
        }
        processes.forEach(process -> kept.add(keep(process, false)));
        Collections.shuffle(kept, random);
        JoinStore late = new JoinStore(1_000, Long.MAX_VALUE / 2);
        kept.forEach(late::absorb);
        assertThat(joined(late)).isEqualTo(joined(alone));
        assertThat(late.segment(false).isEmpty()).isTrue();
    }

    private static Segment keep(JoinStore process, boolean all) {
        Segment segment = Segment.read(process.segment(all).write());
        process.kept();
        return segment;
    }

    @Property(tries = 100)
    void noMoreIsKeptThanWasAsked(@ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int most) {
        JoinStore store = new JoinStore(most, Long.MAX_VALUE / 2);
        for (Object what : happened(new Random(seed), 60)) {
            tell(store, what);
            assertThat(store.rows().size()).isLessThanOrEqualTo(most);
            assertThat(store.counts(0, 0).early()).isLessThanOrEqualTo(most);
        }
    }

    @Property(tries = 100)
    void everyPredictionIsAccountedFor(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int size) {
        JoinStore store = new JoinStore(size, Long.MAX_VALUE / 2);
        happened(new Random(seed), size).forEach(what -> tell(store, what));
        var counts = store.counts(0, 0);
        assertThat(counts.predictions()).isEqualTo(counts.joined() + counts.waiting());
        assertThat(counts.labels()).isEqualTo(counts.joined() + counts.early() + counts.repeated());
    }

    @Property(tries = 100)
    void whatIsKeptIsReadBackExactly(@ForAll long seed, @ForAll @IntRange(min = 0, max = 5) int width) {
        Random random = new Random(seed);
        List<Answer> answers = new ArrayList<>();
        Map<String, Truth> labels = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            answers.add(new Answer(
                    "ü" + i,
                    random.nextLong(),
                    "m " + random.nextInt(3),
                    random.nextBoolean() ? null : "c" + random.nextInt(),
                    random.nextBoolean() ? Double.NaN : random.nextGaussian(),
                    random.doubles(width).toArray(),
                    random.doubles(width == 0 ? 2 : 0).toArray()));
            labels.put("l" + i, Truth.of(random.nextLong(), random.nextBoolean() ? "word" : "3.5"));
        }
        Segment segment = new Segment(answers, labels);
        Segment again = Segment.read(segment.write());
        assertThat(again.labels()).isEqualTo(labels);
        assertThat(again.answers())
                .usingElementComparator((one, other) -> describe(one).compareTo(describe(other)))
                .isEqualTo(answers);
    }

    /** Arrays and NaN have no equality of their own. */
    private static String describe(Answer answer) {
        return String.join(
                "|",
                answer.id(),
                String.valueOf(answer.micros()),
                answer.version(),
                String.valueOf(answer.className()),
                String.valueOf(answer.number()),
                Arrays.toString(answer.probabilities()),
                Arrays.toString(answer.losses()));
    }
}
