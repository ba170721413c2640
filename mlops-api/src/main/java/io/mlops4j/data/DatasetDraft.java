package io.mlops4j.data;

import io.mlops4j.Conflict;
import io.mlops4j.InvalidInput;
import io.mlops4j.QualityGateFailed;

/** A new version in the making. Fluent, single-use and for one thread; ends in {@link #commit()}. */
public interface DatasetDraft {
    /** Sets how the schema is found; {@link Schema#infer()} by default. */
    DatasetDraft schema(SchemaRule rule);

    /**
     * Adds rules that the data must keep to those of the dataset ({@link Dataset#expectations()}), and to the dataset's once the commit is accepted. A rule
     * takes the place of the dataset's of the same kind on the same columns: a new range the old range, a warning the error. An equal one counts once.
     */
    DatasetDraft expect(Expectation... expectations);

    /** Replaces all rules, those of the dataset too; without arguments, drops them. */
    DatasetDraft expectOnly(Expectation... expectations);

    /** Says why there is this version. */
    DatasetDraft message(String text);

    /** Adds a tag, or replaces one of the same key. */
    DatasetDraft tag(String key, String value);

    /**
     * Reads the source, checks the rules and stores the version; durable when it returns. If the latest version has the same
     * digest, that version is returned as it is, and nothing but a change of the rules is stored. Any failure leaves the dataset as it was.
     *
     * @throws InvalidInput if the source is malformed or does not fit the schema, or a rule names a column that does not exist
     * @throws QualityGateFailed if a rule that does more than warn is broken; the message lists every broken one with counts and example rows
     * @throws Conflict if a file changed while it was read
     */
    DatasetVersion commit();
}
