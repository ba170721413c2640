package io.mlops4j.core.data.split;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.data.cells.CellBatches;
import io.mlops4j.data.Split;
import io.mlops4j.data.Split.Part;
import io.mlops4j.data.SplitSpec;
import io.mlops4j.data.SplitSpec.ByHash;
import io.mlops4j.data.SplitSpec.ByTime;
import io.mlops4j.data.SplitSpec.Stratified;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Deals the rows of a source to the parts. For one thread, once. */
final class Parting {
    private static final double UNIT = 0x1p-53;

    private final SplitSource source;
    private final SplitSpec spec;
    private final @Nullable Split older;
    private final List<Part> parts;

    Parting(SplitSource source, SplitSpec spec, @Nullable Split older) {
        this.source = source;
        this.spec = spec;
        this.older = older;
        this.parts = List.copyOf(spec.shares().keySet());
    }

    Assignment assign() {
        Assignment assignment;
        if (spec.method() instanceof ByTime time) {
            assignment = new TimeParting(source, spec, time).assign();
        } else {
            assignment = byUnits();
        }
        for (Part part : parts) {
            if (assignment.count(part) == 0) {
                throw new InvalidInput(
                        "The " + part.label() + " part of " + source.describe() + " came out empty: "
                                + assignment.rowCount() + " rows were to give it a share of " + spec.share(part)
                                + ". Split more rows, or divide them finer: stratifiedBy deals by quotas instead of by hash, and"
                                + " fewer rows with the same key, group or time can be dealt more evenly; or leave the part out.");
            }
        }
        return assignment;
    }

    private Assignment byUnits() {
        List<String> groups = spec.method() instanceof Stratified stratified
                ? stratified.groupedBy()
                : ((ByHash) spec.method()).groupedBy();
        Units units = read(source, groups);
        byte[] known = known(units, groups);
        byte[] codes;
        if (spec.method() instanceof Stratified stratified) {
            Strata strata = Strata.read(source, stratified.strata(), units.rows());
            StratifiedParting parting = new StratifiedParting(units, strata, spec, parts);
            codes = groups.isEmpty() ? parting.byQuotas(known) : parting.byGroups(known);
        } else {
            codes = byHash(units, known);
        }
        byte[] rows = new byte[units.rows()];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = codes[units.ofRow(row)];
        }
        return new Assignment(rows);
    }

    private Units read(SplitSource from, List<String> groups) {
        List<String> columns = !groups.isEmpty() ? groups : spec.keyedBy();
        try (CellBatches batches = from.batches()) {
            return Units.read(batches, columns.isEmpty() ? source.schema().names() : columns);
        }
    }

    private byte[] byHash(Units units, byte[] known) {
        for (int unit = 0; unit < known.length; unit++) {
            if (known[unit] == Assignment.NONE) {
                double position = (units.hash(spec.seed(), unit) >>> 11) * UNIT;
                known[unit] = Assignment.code(at(position));
            }
        }
        return known;
    }

    private Part at(double position) {
        double end = 0;
        for (Part part : parts) {
            end += spec.share(part);
            if (position < end) {
                return part;
            }
        }
        return parts.get(parts.size() - 1);
    }

    /** By unit the part that the older split gave it; none for those that it does not know. */
    private byte[] known(Units units, List<String> groups) {
        byte[] known = new byte[units.count()];
        if (older == null) {
            return known;
        }
        Units before = read(SplitSource.of(older.table()), groups);
        for (int row = 0; row < before.rows(); row++) {
            int unit = units.find(before, before.ofRow(row));
            Part part = older.findPart(row).orElse(null);
            if (unit < 0 || part == null) {
                continue;
            }
            if (!parts.contains(part)) {
                throw new InvalidInput(
                        "The older split has a " + part.label() + " part, which this one leaves out; give it a share.");
            }
            byte code = Assignment.code(part);
            if (known[unit] != Assignment.NONE && known[unit] != code) {
                throw new InvalidInput("The older split has rows "
                        + (groups.isEmpty()
                                ? "with the same key " + (spec.keyedBy().isEmpty() ? "" : spec.keyedBy() + " ")
                                : "of the same group by " + groups + " ")
                        + "in two parts, as row " + row
                        + " (from 0): split by the keys and groups that it was split by.");
            }
            known[unit] = code;
        }
        return known;
    }

    /** Cuts an order of units where the wanted numbers of rows end; a unit goes where the middle of its rows lies. */
    static void cut(int[] order, int[] sizes, double[] wanted, List<Part> parts, byte[] codes) {
        long before = 0;
        int part = 0;
        double end = wanted[0];
        for (int unit : order) {
            double middle = before + sizes[unit] / 2.0;
            while (middle >= end && part < parts.size() - 1) {
                part++;
                end += wanted[part];
            }
            codes[unit] = Assignment.code(parts.get(part));
            before += sizes[unit];
        }
    }

    static double[] times(double factor, SplitSpec spec, List<Part> parts) {
        return parts.stream().mapToDouble(part -> spec.share(part) * factor).toArray();
    }

    static double[] doubles(int[] values) {
        return Arrays.stream(values).asDoubleStream().toArray();
    }
}
