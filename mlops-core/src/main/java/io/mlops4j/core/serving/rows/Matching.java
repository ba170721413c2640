package io.mlops4j.core.serving.rows;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which name a component of a record stands for. Names of columns and tensors need not be Java's: {@code sepal length} is {@code sepalLength} there. */
final class Matching {
    private Matching() {}

    /** The same name; else the only one with the same letters and digits, whatever their case. */
    static Optional<String> find(String wanted, Collection<String> names) {
        if (names.contains(wanted)) {
            return Optional.of(wanted);
        }
        String folded = fold(wanted);
        List<String> alike =
                names.stream().filter(name -> fold(name).equals(folded)).toList();
        return alike.size() == 1 ? Optional.of(alike.get(0)) : Optional.empty();
    }

    private static String fold(String name) {
        StringBuilder folded = new StringBuilder();
        name.codePoints().filter(Character::isLetterOrDigit).forEach(folded::appendCodePoint);
        return folded.toString().toLowerCase(Locale.ROOT);
    }
}
