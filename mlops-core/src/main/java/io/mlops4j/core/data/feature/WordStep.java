package io.mlops4j.core.data.feature;

import io.mlops4j.InvalidInput;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fitted steps on words, texts and dates. */
sealed interface WordStep extends FittedStep {
    String column();

    /** A word instead of a missing cell. */
    record Fill(String column, String word) implements WordStep {
        @Override
        public void bind(Layout layout, List<Operation> program) {
            program.add(
                    new Operation.Rewrite(layout.slot(column, Slot.Kind.TEXT), value -> value == null ? word : value));
        }
    }

    /** A column of 0 and 1 for each level. */
    record OneHot(String column, Levels levels, List<String> outputs) implements WordStep {
        public OneHot {
            outputs = List.copyOf(outputs);
            if (outputs.size() != levels.size()) {
                throw new InvalidInput("One-hot encoding of '" + column + "' has " + levels.size() + " levels and "
                        + outputs.size() + " columns.");
            }
        }

        @Override
        public void bind(Layout layout, List<Operation> program) {
            Slot slot = layout.slot(column, levels.kind());
            int first = layout.replace(column, outputs);
            program.add(
                    levels instanceof Levels.Words words
                            ? new Operation.ChosenByText(slot, first, outputs.size(), words::code)
                            : new Operation.ChosenByNumber(
                                    slot, first, outputs.size(), ((Levels.Numbers) levels)::code));
        }
    }

    /** The position of a level; −1 for another value, missing for a missing one. */
    record Ordinal(String column, Levels levels) implements WordStep {
        @Override
        public void bind(Layout layout, List<Operation> program) {
            Slot slot = layout.slot(column, levels.kind());
            int first = layout.replace(column, List.of(column));
            if (levels instanceof Levels.Words words) {
                program.add(new Operation.OfText(slot, first, word -> word == null ? Double.NaN : words.code(word)));
            } else if (levels instanceof Levels.Numbers numbers) {
                program.add(new Operation.OfNumber(
                        slot, first, number -> Double.isNaN(number) ? number : numbers.code(number)));
            }
        }
    }

    /** A number for each level, and one for all else. */
    record Means(String column, Levels levels, Reals means, double prior) implements WordStep {
        public Means {
            if (means.size() != levels.size() || !means.areFinite() || !Double.isFinite(prior)) {
                throw new InvalidInput("Target encoding of '" + column + "' has " + levels.size() + " levels, "
                        + means.size() + " means, or some that are not finite.");
            }
        }

        @Override
        public void bind(Layout layout, List<Operation> program) {
            Slot slot = layout.slot(column, levels.kind());
            int first = layout.replace(column, List.of(column));
            program.add(
                    levels instanceof Levels.Words words
                            ? new Operation.OfText(slot, first, word -> mean(words.code(word)))
                            : new Operation.OfNumber(
                                    slot, first, number -> mean(((Levels.Numbers) levels).code(number))));
        }

        private double mean(int code) {
            return code < 0 ? prior : means.values()[code];
        }
    }

    /** A column of 0 and 1 for each bucket of a hash. */
    record Hashed(String column, List<String> outputs) implements WordStep {
        public Hashed {
            outputs = List.copyOf(outputs);
            if (outputs.isEmpty()) {
                throw new InvalidInput("Hashing of '" + column + "' has no buckets.");
            }
        }

        @Override
        public void bind(Layout layout, List<Operation> program) {
            Slot slot = layout.slot(column, Slot.Kind.TEXT);
            int count = outputs.size();
            int first = layout.replace(column, outputs);
            program.add(new Operation.ChosenByText(slot, first, count, word -> bucket(word, count)));
        }

        private static int bucket(@Nullable String word, int buckets) {
            return word == null ? -1 : Integer.remainderUnsigned(WordHash.of(word), buckets);
        }
    }

    /** The parts of a date. */
    record DateParts(String column, List<String> outputs) implements WordStep {
        public DateParts {
            outputs = List.copyOf(outputs);
        }

        @Override
        public void bind(Layout layout, List<Operation> program) {
            Slot slot = layout.slot(column);
            if (slot.kind() != Slot.Kind.DATE && slot.kind() != Slot.Kind.INSTANT) {
                throw new InvalidInput("A step needs dates or instants, but column '" + column + "' holds "
                        + slot.kind().plural() + ".");
            }
            if (outputs.size() != CalendarParts.suffixes(slot.kind()).size()) {
                throw new InvalidInput("The parts of the date '" + column + "' are "
                        + CalendarParts.suffixes(slot.kind()).size() + ", not " + outputs.size() + ".");
            }
            program.add(new Operation.Parts(slot, layout.replace(column, outputs), outputs.size()));
        }
    }

    /** The number of characters of a text, in a column beside. */
    record TextLength(String column, String output) implements WordStep {
        @Override
        public void bind(Layout layout, List<Operation> program) {
            Slot slot = layout.slot(column, Slot.Kind.TEXT);
            program.add(new Operation.OfText(slot, layout.append(column, output), TextLength::measure));
        }

        private static double measure(@Nullable String text) {
            return text == null ? Double.NaN : text.codePointCount(0, text.length());
        }
    }

    /** The number of runs of other characters than white space, in a column beside. */
    record TokenCount(String column, String output) implements WordStep {
        @Override
        public void bind(Layout layout, List<Operation> program) {
            Slot slot = layout.slot(column, Slot.Kind.TEXT);
            program.add(new Operation.OfText(slot, layout.append(column, output), TokenCount::count));
        }

        private static double count(@Nullable String text) {
            if (text == null) {
                return Double.NaN;
            }
            int tokens = 0;
            boolean inside = false;
            for (int i = 0; i < text.length(); i++) {
                boolean white = Character.isWhitespace(text.charAt(i));
                if (!white && !inside) {
                    tokens++;
                }
                inside = !white;
            }
            return tokens;
        }
    }
}
