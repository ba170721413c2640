package io.mlops4j.core.monitoring.peers;

import io.mlops4j.core.monitoring.drift.StreamJudge;
import io.mlops4j.core.monitoring.drift.StreamReference;
import io.mlops4j.core.monitoring.record.StreamCounts;
import io.mlops4j.core.monitoring.record.StreamRecorder;
import io.mlops4j.data.Table;
import io.mlops4j.monitoring.ColumnDrift;
import io.mlops4j.monitoring.Drift;
import io.mlops4j.monitoring.DriftReport.ReferenceInfo;
import io.mlops4j.monitoring.DriftTest;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** The decision of this library, through its own code, at a false alarm rate of 5 %, which is what the others are set to. */
enum Ours implements Rule {
    /** {@link Drift#compare} of two tables. */
    DATASETS("mlops4j, datasets") {
        @Override
        public boolean alarms(Sample reference, Sample window) {
            return Drift.between(reference.table(), window.table())
                    .falseAlarmRate(RATE)
                    .compare()
                    .drifted();
        }
    },
    /** A monitor's window, looked at ten times while it fills. */
    STREAM("mlops4j, stream") {
        @Override
        public boolean alarms(Sample reference, Sample window) {
            Table before = reference.table();
            StreamReference cut = StreamReference.of(
                    new ReferenceInfo("grid", "", before.rowCount()),
                    before,
                    Optional.empty(),
                    Set.of(),
                    Set.of(),
                    Set.of(),
                    Optional.empty());
            StreamRecorder recorder = new StreamRecorder(cut);
            StreamJudge judge = new StreamJudge(recorder.columns(), column -> DriftTest.auto(), RATE);
            StreamJudge.Seen seen = judge.nothingSeen();
            Table now = window.table();
            int rows = now.rowCount();
            StreamCounts counts = recorder.snapshot();
            for (int look = 0; look < LOOKS; look++) {
                recorder.table(now.select(IntStream.range(look * rows / LOOKS, (look + 1) * rows / LOOKS)
                        .toArray()));
                counts = recorder.snapshot();
                judge.look(counts.counts(), seen);
            }
            return judge
                    .judge(
                            counts.counts(),
                            counts.numbers(recorder.columns()),
                            seen,
                            counts.unseenCategories(),
                            Map.of(),
                            Instant.EPOCH)
                    .stream()
                    .anyMatch(ColumnDrift::drifted);
        }
    };

    private static final double RATE = 0.05;
    private static final int LOOKS = 10;

    private final String title;

    Ours(String title) {
        this.title = title;
    }

    @Override
    public String title() {
        return title;
    }
}
