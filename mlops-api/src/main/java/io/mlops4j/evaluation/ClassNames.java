package io.mlops4j.evaluation;

import io.mlops4j.InvalidInput;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What classes or labels are called. */
final class ClassNames {
    private ClassNames() {}

    /** The names; refuses an empty one and one that is there twice. */
    static List<String> of(String what, String... names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (name.isBlank()) {
                throw new InvalidInput("A " + what + " needs a name that is not empty, such as 'setosa'.");
            }
            if (!seen.add(name)) {
                throw new InvalidInput("Two are called '" + name + "'; give each " + what + " a name of its own.");
            }
        }
        return List.of(names);
    }
}
