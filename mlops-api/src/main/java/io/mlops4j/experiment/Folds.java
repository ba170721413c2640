package io.mlops4j.experiment;

import io.mlops4j.InvalidInput;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folds of a cross-validation, in order: those of the first repetition, then those of the next. Immutable.
 *
 * @param all the folds, at least one
 * @param warnings sentences on what needs care in reading, such as a class that has fewer rows than there are folds
 */
public record Folds(List<Fold> all, List<String> warnings) implements Iterable<Fold> {
    /** Copies the lists; refuses to be empty with {@link InvalidInput}. */
    public Folds {
        all = List.copyOf(all);
        warnings = List.copyOf(warnings);
        if (all.isEmpty()) {
            throw new InvalidInput("There are no folds; a cross-validation needs at least one.");
        }
    }

    /** How many there are. */
    public int size() {
        return all.size();
    }

    /** The folds, in order. */
    public Stream<Fold> stream() {
        return all.stream();
    }

    @Override
    public Iterator<Fold> iterator() {
        return all.iterator();
    }

    /** Whether the other has as many folds that divide the same rows in the same way, one by one. */
    public boolean sameRows(Folds other) {
        if (all.size() != other.all.size()) {
            return false;
        }
        for (int i = 0; i < all.size(); i++) {
            if (!all.get(i).sameRows(other.all.get(i))) {
                return false;
            }
        }
        return true;
    }
}
