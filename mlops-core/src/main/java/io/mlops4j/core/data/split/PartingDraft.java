package io.mlops4j.core.data.split;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.names.Names;
import io.mlops4j.data.Split;
import io.mlops4j.data.Split.Part;
import io.mlops4j.data.SplitDraft;
import io.mlops4j.data.SplitSpec;
import io.mlops4j.data.SplitSpec.Stratum;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects what is wanted of a split. */
public final class PartingDraft implements SplitDraft {
    private final SplitSource source;
    private final Map<Part, Double> shares = new EnumMap<>(Part.class);
    private final List<Stratum> strata = new ArrayList<>();
    private final List<String> groups = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private @Nullable String time;
    private Duration gap = Duration.ZERO;
    private long seed;
    private @Nullable Split older;
    private String name = "";
    private boolean used;

    /** A split of some rows. */
    public PartingDraft(SplitSource source) {
        this.source = source;
    }

    @Override
    public SplitDraft train(double share) {
        shares.put(Part.TRAIN, share);
        return this;
    }

    @Override
    public SplitDraft validation(double share) {
        shares.put(Part.VALIDATION, share);
        return this;
    }

    @Override
    public SplitDraft test(double share) {
        shares.put(Part.TEST, share);
        return this;
    }

    @Override
    public SplitDraft stratifiedBy(String... columns) {
        for (String column : columns) {
            strata.add(new Stratum(column, Stratum.AUTOMATIC));
        }
        return this;
    }

    @Override
    public SplitDraft stratifiedByQuantiles(String column, int bins) {
        if (bins == Stratum.AUTOMATIC) {
            throw new InvalidInput("Column '" + column + "' cannot be put into 0 bins; give 2 to " + Stratum.MOST_BINS
                    + ", or leave the number to stratifiedBy(\"" + column + "\").");
        }
        strata.add(new Stratum(column, bins));
        return this;
    }

    @Override
    public SplitDraft groupedBy(String... columns) {
        groups.addAll(List.of(columns));
        return this;
    }

    @Override
    public SplitDraft keyedBy(String... columns) {
        keys.addAll(List.of(columns));
        return this;
    }

    @Override
    public SplitDraft byTime(String column) {
        time = column;
        return this;
    }

    @Override
    public SplitDraft gap(Duration gap) {
        this.gap = gap;
        return this;
    }

    @Override
    public SplitDraft seed(long seed) {
        this.seed = seed;
        return this;
    }

    @Override
    public SplitDraft extending(Split older) {
        this.older = older;
        return this;
    }

    @Override
    public SplitDraft as(String name) {
        this.name = Names.check("Split", name);
        return this;
    }

    @Override
    public Split apply() {
        if (used) {
            throw new InvalidInput("This draft of a split was applied already; begin another one with split().");
        }
        used = true;
        SplitSpec spec = new SplitSpec(
                shares,
                method(),
                time == null && keys.isEmpty() ? source.schema().keys() : keys,
                seed,
                older == null ? "" : older.digest());
        Assignment assignment = new Parting(source, spec, older).assign();
        return name.isEmpty() ? new AssignedSplit(source, spec, assignment, "") : source.save(name, spec, assignment);
    }

    private SplitSpec.Method method() {
        if (time != null) {
            if (!strata.isEmpty() || !groups.isEmpty() || !keys.isEmpty() || older != null) {
                throw new InvalidInput(
                        "A split by time of '" + time + "' leaves no choice to strata, groups, keys or an"
                                + " older split; drop byTime, or what was given besides.");
            }
            return new SplitSpec.ByTime(time, gap);
        }
        if (!gap.isZero()) {
            throw new InvalidInput("A gap of " + gap + " needs times; name their column with byTime.");
        }
        return strata.isEmpty() ? new SplitSpec.ByHash(groups) : new SplitSpec.Stratified(strata, groups);
    }
}
