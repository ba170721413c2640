package io.mlops4j.core.data.cells;

import io.mlops4j.InvalidInput;
import io.mlops4j.data.ColumnRole;
import io.mlops4j.data.ColumnSchema;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.Schema;
import io.mlops4j.data.SchemaInference;
import io.mlops4j.internal.NearNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The schema of a version and, column by column, why its type is what it is.
 *
 * @param schema the columns in the order of the text
 * @param reasons one a column
 */
public record SchemaResolution(Schema schema, List<String> reasons) {
    private static final String DECLARED = "declared";

    /** Which columns have a type that was declared rather than found. */
    List<Boolean> declared() {
        return reasons.stream().map(DECLARED::equals).toList();
    }

    /** By inference: what was found, unless it is overridden. */
    public static SchemaResolution of(
            Origin origin, List<String> names, SchemaInference rule, List<TypeInference.Decision> found) {
        rule.overrides().keySet().forEach(name -> requireColumn("the type override", name, origin, names));
        rule.roles().keySet().forEach(name -> requireColumn("the label", name, origin, names));
        List<ColumnSchema> columns = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            TypeInference.Decision decision = found.get(i);
            ColumnType override = rule.overrides().get(name);
            columns.add(new ColumnSchema(
                    name,
                    override == null ? decision.type() : override,
                    rule.roles().getOrDefault(name, ColumnRole.FEATURE)));
            reasons.add(override == null ? decision.reason() : DECLARED);
        }
        return new SchemaResolution(new Schema(columns), List.copyOf(reasons));
    }

    /** By demand: the schema's columns must be those of the text, by name or, where the text has no names, by place. */
    static SchemaResolution demanded(Origin origin, List<String> names, Format format, Schema schema) {
        return format.namesColumns() ? byName(origin, names, schema) : byPosition(origin, names.size(), schema);
    }

    private static SchemaResolution byName(Origin origin, List<String> names, Schema demanded) {
        demanded.names().forEach(name -> requireColumn("the schema", name, origin, names));
        Set<String> known = new HashSet<>(demanded.names());
        for (String name : names) {
            if (!known.contains(name)) {
                throw new InvalidInput(origin.name() + " has a column '" + name + "' that the schema does not name."
                        + NearNames.sentence(name, demanded.names()));
            }
        }
        return declared(new Schema(names.stream().map(demanded::column).toList()));
    }

    private static SchemaResolution byPosition(Origin origin, int width, Schema demanded) {
        if (demanded.columns().size() != width) {
            throw new InvalidInput("The schema has " + demanded.columns().size() + " columns, but " + origin.name()
                    + " has " + width + ".");
        }
        return declared(demanded);
    }

    /** A schema of which every type is declared. */
    public static SchemaResolution declared(Schema schema) {
        return new SchemaResolution(
                schema, schema.columns().stream().map(column -> DECLARED).toList());
    }

    private static void requireColumn(String who, String name, Origin origin, List<String> names) {
        if (!names.contains(name)) {
            throw new InvalidInput(origin.name() + " has no column '" + name + "', which " + who + " names."
                    + NearNames.sentence(name, names));
        }
    }
}
