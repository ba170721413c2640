package io.mlops4j.core.data.feature;

import io.mlops4j.InvalidInput;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The different values that a column was fitted with, in order. */
sealed interface Levels {
    /** The most different values that a step keeps. */
    int MOST = 1_000_000;

    int size();

    /** What the column holds. */
    Slot.Kind kind();

    /** Levels of words. The position of a word is found without an allocation. */
    final class Words implements Levels {
        private final List<String> words;
        private final Map<String, Integer> codes;

        Words(List<String> words) {
            this.words = List.copyOf(words);
            this.codes = new HashMap<>(words.size() * 2);
            for (String word : words) {
                if (codes.put(word, codes.size()) != null) {
                    throw new InvalidInput("A step of a feature pipeline knows the word '" + word + "' twice.");
                }
            }
        }

        List<String> words() {
            return words;
        }

        /** The position, or −1 for another word and a missing one. */
        int code(@Nullable String word) {
            Integer code = codes.get(word);
            return code == null ? -1 : code;
        }

        @Override
        public int size() {
            return words.size();
        }

        @Override
        public Slot.Kind kind() {
            return Slot.Kind.TEXT;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Words that && words.equals(that.words);
        }

        @Override
        public int hashCode() {
            return words.hashCode();
        }

        @Override
        public String toString() {
            return words.toString();
        }
    }

    /** Levels of numbers, ascending. */
    record Numbers(Reals numbers) implements Levels {
        public Numbers {
            if (!numbers.areAscending()) {
                throw new InvalidInput("The numbers that a step of a feature pipeline knows are not ascending.");
            }
        }

        /** The position, or −1 for another number and a missing one. */
        int code(double number) {
            // Adding 0 makes a positive zero of a negative one.
            return Math.max(-1, Arrays.binarySearch(numbers.values(), number + 0.0));
        }

        @Override
        public int size() {
            return numbers.size();
        }

        @Override
        public Slot.Kind kind() {
            return Slot.Kind.NUMBER;
        }
    }
}
