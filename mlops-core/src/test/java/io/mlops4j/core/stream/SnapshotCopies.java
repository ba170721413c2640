package io.mlops4j.core.stream;

/** Writes states and reads them again. */
public final class SnapshotCopies {
    private SnapshotCopies() {}

    /** The state as a checkpoint gives it. */
    public static <S> S copy(Snapshots<S> snapshots, S state) {
        SnapshotWriter out = new SnapshotWriter();
        snapshots.write(state, out);
        byte[] bytes = out.toBytes();
        SnapshotReader in = new SnapshotReader(bytes, 0, bytes.length);
        S copy = snapshots.read(in);
        if (!in.isAtEnd()) {
            throw new AssertionError("More was written than read.");
        }
        return copy;
    }
}
