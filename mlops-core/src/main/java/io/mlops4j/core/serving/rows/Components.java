package io.mlops4j.core.serving.rows;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.serving.rows.RecordClass.Component;
import io.mlops4j.internal.NearNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Which components of a record stand for which names of a model. */
final class Components {
    private Components() {}

    /**
     * A component for each name; others are passed over.
     *
     * @param what the names are of, as {@code feature}
     * @throws InvalidInput if a name has none
     */
    static List<Component> of(RecordClass record, String version, String what, List<String> names) {
        Map<String, Component> byName = new HashMap<>();
        // The same name goes before one that is alike.
        for (Component component : record.components()) {
            if (names.contains(component.name())) {
                byName.put(component.name(), component);
            }
        }
        for (Component component : record.components()) {
            Matching.find(component.name(), names).ifPresent(name -> byName.putIfAbsent(name, component));
        }
        List<String> missing =
                names.stream().filter(name -> !byName.containsKey(name)).toList();
        if (!missing.isEmpty()) {
            String listed = missing.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
            throw new InvalidInput(version + " needs the " + what + (missing.size() == 1 ? " " : "s ") + listed
                    + ", for which " + record.type().getName() + " has no component; add one of that name."
                    + NearNames.sentence(missing.get(0), record.names()));
        }
        List<Component> components = new ArrayList<>();
        names.forEach(name -> components.add(byName.get(name)));
        return components;
    }
}
