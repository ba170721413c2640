package io.mlops4j.data;

import io.mlops4j.InvalidInput;
import java.util.List;

/** The steps on whole columns and rows. Made by the methods of {@link Feature}; the records are public for who interprets them. */
public sealed interface TableFeature extends Feature {
    /**
     * See {@link Feature#dropDuplicates}.
     *
     * @param columns the columns to compare, none twice; empty for all
     */
    record DropDuplicates(List<String> columns) implements TableFeature {
        /** Copies the names; refuses invalid and repeated ones with {@link InvalidInput}. */
        public DropDuplicates {
            columns = FeatureColumns.check(columns);
        }

        @Override
        public String describe() {
            return "drop duplicates";
        }
    }

    /**
     * See {@link Feature#drop}.
     *
     * @param columns the columns to leave out, none twice
     */
    record Drop(List<String> columns) implements TableFeature {
        /** Copies the names; refuses invalid and repeated ones with {@link InvalidInput}. */
        public Drop {
            columns = FeatureColumns.check(columns);
        }

        @Override
        public String describe() {
            return "drop " + Quoted.list(columns);
        }
    }

    /**
     * See {@link Feature#select}.
     *
     * @param columns the columns to keep, in order, none twice
     */
    record Select(List<String> columns) implements TableFeature {
        /** Copies the names; refuses invalid and repeated ones with {@link InvalidInput}. */
        public Select {
            columns = FeatureColumns.check(columns);
        }

        @Override
        public String describe() {
            return "select " + Quoted.list(columns);
        }
    }
}
