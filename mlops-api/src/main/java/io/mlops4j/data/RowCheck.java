package io.mlops4j.data;

import io.mlops4j.InvalidInput;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a dataset on one row, such as a request before inference. Thread-safe, and a matter of microseconds.
 *
 * <pre>{@code
 * RowCheck check = version.rowCheck();
 * List<RowCheck.Violation> violations = check.check(Map.of("age", 131, "grade", "B"));
 * }</pre>
 */
public interface RowCheck {
    /** A check of no rules, which every row keeps. */
    static RowCheck none() {
        return NoRules.INSTANCE;
    }

    /** The rules that are checked. */
    List<Expectation> rules();

    /** The rules that were given and are not, as they are about many rows, or their code is not here. */
    List<Expectation> unchecked();

    /**
     * The rules that a row breaks, in the order of {@link #rules()}; none if it keeps all. A column that is absent or null, NaN, and text that is blank where the column
     * is no text is missing; names that the schema does not have are ignored. The label may be absent from a request: rules that name it are not checked when it is.
     *
     * <p>A value that cannot be read in the column's type breaks the {@code ofType} rule of the column, and no other rule on the column is checked then.
     *
     * @param row numbers, text, booleans, dates, instants and bytes by the name of the column; text is read in the column's type
     * @return warnings too: see {@link Violation#expectation()} for the severity
     * @throws InvalidInput if a value cannot be read in the type of a column that rules are about, and no rule is on its type
     */
    List<Violation> check(Map<String, ? extends @Nullable Object> row);

    /**
     * The same for a record, whose components are the columns.
     *
     * @throws InvalidInput if the record cannot be read from outside its module
     */
    List<Violation> check(Record row);

    /**
     * A rule that a row breaks.
     *
     * @param expectation the rule
     * @param value the text of the cell, or of the cells, shortened to 80 characters; empty for a missing one
     */
    record Violation(Expectation expectation, String value) {
        /** Shortens the text. */
        public Violation {
            Objects.requireNonNull(expectation, "expectation");
            value = Quoted.shorten(value);
        }

        /** What is wrong, as a sentence without a full stop: {@code values of 'age' lie in [18, 120], and this is 131}. */
        public String describe() {
            return expectation.rule().describe()
                    + (value.isEmpty() ? ", and this row breaks it" : ", and this is " + value);
        }
    }
}
