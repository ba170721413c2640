package io.mlops4j.core.serving.batch;

import io.mlops4j.core.serving.batch.Scored.Segment;
import io.mlops4j.serving.BatchResult.FailedRow;
import io.mlops4j.serving.BatchSink;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Where what was predicted can go. */
final class BatchOutputs {
    private BatchOutputs() {}

    /** To a function of the caller. */
    static BatchRun.Output sink(BatchSink sink) {
        return new ToSink(sink);
    }

    /** To a file, of which a run goes on if it has the same name; one whose name is empty cannot be gone on with. */
    static ToFile file(PartFile file, RowFormat format, List<String> kept, String run) {
        return new ToFile(file, format, kept, run);
    }

    private record ToSink(BatchSink sink) implements BatchRun.Output {
        @Override
        public Optional<Mark> resume() {
            return Optional.empty();
        }

        @Override
        public Scored encode(Scored scored) {
            return scored;
        }

        @Override
        public void take(Scored scored) {
            for (Segment segment : scored.segments()) {
                sink.accept(segment.firstRow(), segment.outputs());
            }
        }

        @Override
        public void mark(long rows, long failed, List<FailedRow> failures, long nanos) {
            // What a function was given, it has.
        }
    }

    /** Workers write a part as bytes; the thread of the run puts them one after the other. */
    static final class ToFile implements BatchRun.Output {
        private final PartFile file;
        private final RowFormat format;
        private final List<String> kept;
        private final String run;

        /** What the outputs are, as the first part that succeeds has them. */
        private final AtomicReference<@Nullable OutputColumns> columns = new AtomicReference<>();

        private ToFile(PartFile file, RowFormat format, List<String> kept, String run) {
            this.file = file;
            this.format = format;
            this.kept = kept;
            this.run = run;
        }

        @Override
        public Optional<Mark> resume() {
            return file.resume(run);
        }

        @Override
        public Scored encode(Scored scored) {
            if (scored.segments().isEmpty()) {
                return scored;
            }
            OutputColumns mine = columns(scored.segments().get(0));
            return scored.written(format.rows(scored.segments(), kept, mine));
        }

        private OutputColumns columns(Segment segment) {
            OutputColumns known = columns.get();
            if (known != null) {
                return known;
            }
            OutputColumns found = OutputColumns.of(segment);
            OutputColumns before = columns.compareAndExchange(null, found);
            return before == null ? found : before;
        }

        @Override
        public void take(Scored scored) {
            OutputColumns known = columns.get();
            if (!scored.segments().isEmpty() && file.bytes() == 0 && known != null) {
                file.write(format.header(kept, known));
            }
            file.write(scored.bytes());
        }

        @Override
        public void mark(long rows, long failed, List<FailedRow> failures, long nanos) {
            if (!run.isEmpty()) {
                file.mark(run, rows, failed, failures, nanos);
            }
        }
    }
}
