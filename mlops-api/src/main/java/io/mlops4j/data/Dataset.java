package io.mlops4j.data;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import java.util.List;
import java.util.Optional;

/**
 * A named dataset and its versions. A handle: cheap, thread-safe, and never failing on a name that does not exist yet; the first
 * commit makes it. Reads see what any process has committed before.
 *
 * <pre>{@code
 * DatasetVersion january = ml.dataset("loans").from(Source.csv(path))
 *     .schema(Schema.infer().override("zip", ColumnType.STRING).label("defaulted"))
 *     .expect(Expectation.notNull("id"), Expectation.between("age", 18, 120))
 *     .message("January extract")
 *     .commit();
 * }</pre>
 */
public interface Dataset {
    /** The name. */
    String name();

    /** Starts a new version of these rows. Nothing is read before {@link DatasetDraft#commit()}. */
    DatasetDraft from(Source source);

    /**
     * The version committed last.
     *
     * @throws NotFound if there is none
     */
    DatasetVersion latest();

    /** The version committed last, or empty if there is none. */
    Optional<DatasetVersion> findLatest();

    /**
     * The version of this number; the first is 1.
     *
     * @throws NotFound if there is none
     */
    DatasetVersion version(int number);

    /**
     * The version of this digest, the last one if several have it.
     *
     * @param digest all of {@link DatasetVersion#digest}, or its first digits, at least 6
     * @throws NotFound if there is none
     * @throws InvalidInput if it is no such text, or versions with different digests begin with it
     */
    DatasetVersion version(String digest);

    /**
     * What is different between two versions of this dataset; see {@link #diff(DatasetVersion, DatasetVersion, String...)}.
     *
     * @throws NotFound if there is no such version, or no such column
     */
    default DatasetDiff diff(int before, int after, String... keyedBy) {
        return diff(version(before), version(after), keyedBy);
    }

    /**
     * What is different between two versions, of this dataset or of others. Reads both; takes up to 100 bytes of memory a row of each, and at most
     * 160 MiB besides. Versions with the same digest are not read.
     *
     * @param keyedBy the columns that tell one row from another; if none are given, the key of the schemas, if both have the same
     * @throws NotFound if a version does not have one of these columns
     */
    DatasetDiff diff(DatasetVersion before, DatasetVersion after, String... keyedBy);

    /** All versions, oldest first; empty if the dataset does not exist. */
    List<DatasetVersion> versions();

    /**
     * The rules that the next commit is checked by: those of the last accepted commit, in order. Custom predicates are here by name alone, and empty if there are none.
     */
    List<Expectation> expectations();
}
