package io.mlops4j.core.data.split;

import io.mlops4j.data.Split.Part;
import io.mlops4j.data.SplitSpec;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Deals units so that every part has the same share of each stratum. For one thread, once. */
final class StratifiedParting {
    private final Units units;
    private final Strata strata;
    private final SplitSpec spec;
    private final List<Part> parts;
    private final int[] sizes;
    private final List<Map<Integer, Integer>> strataOfUnit;

    StratifiedParting(Units units, Strata strata, SplitSpec spec, List<Part> parts) {
        this.units = units;
        this.strata = strata;
        this.spec = spec;
        this.parts = parts;
        this.sizes = units.sizes();
        this.strataOfUnit = IntStream.range(0, units.count())
                .<Map<Integer, Integer>>mapToObj(unit -> new HashMap<>(2))
                .toList();
        for (int row = 0; row < units.rows(); row++) {
            strataOfUnit.get(units.ofRow(row)).merge(strata.ofRow(row), 1, Integer::sum);
        }
    }

    /** Each stratum on its own, in the order of hashes. */
    byte[] byQuotas(byte[] codes) {
        int[] stratumOfUnit = new int[units.count()];
        for (int unit = 0; unit < stratumOfUnit.length; unit++) {
            stratumOfUnit[unit] = mostFrequent(strataOfUnit.get(unit));
        }
        int[] order = units.byHash(spec.seed());
        int[] starts = new int[strata.count() + 1];
        for (int unit : order) {
            starts[stratumOfUnit[unit] + 1]++;
        }
        Arrays.parallelPrefix(starts, Integer::sum);
        int[] byStratum = new int[order.length];
        int[] next = starts.clone();
        for (int unit : order) {
            byStratum[next[stratumOfUnit[unit]]++] = unit;
        }
        Quotas quotas = new Quotas(parts.size());
        for (int stratum = 0; stratum < strata.count(); stratum++) {
            deal(Arrays.copyOfRange(byStratum, starts[stratum], starts[stratum + 1]), quotas, codes);
        }
        return codes;
    }

    /** Those that have no part yet get what is missing to the shares of all. */
    private void deal(int[] stratum, Quotas quotas, byte[] codes) {
        int all = 0;
        int fresh = 0;
        double[] has = new double[parts.size()];
        for (int unit : stratum) {
            all += sizes[unit];
            if (codes[unit] == Assignment.NONE) {
                fresh += sizes[unit];
            } else {
                has[part(codes[unit])] += sizes[unit];
            }
        }
        double[] ideals = new double[parts.size()];
        double lacking = 0;
        for (int part = 0; part < ideals.length; part++) {
            ideals[part] = Math.max(0, spec.share(parts.get(part)) * all - has[part]);
            lacking += ideals[part];
        }
        if (fresh == 0) {
            return;
        }
        for (int part = 0; part < ideals.length; part++) {
            ideals[part] *= fresh / lacking;
        }
        int[] order = Arrays.stream(stratum)
                .filter(unit -> codes[unit] == Assignment.NONE)
                .toArray();
        Parting.cut(order, sizes, Parting.doubles(quotas.divide(fresh, ideals)), parts, codes);
    }

    private static int mostFrequent(Map<Integer, Integer> counts) {
        return counts.entrySet().stream()
                .max(Map.Entry.<Integer, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .orElseThrow()
                .getKey();
    }

    /** The largest group first, each to the part that lacks its strata most, relative to their sizes. */
    byte[] byGroups(byte[] codes) {
        double[] total = new double[strata.count()];
        double[][] lacks = new double[parts.size()][strata.count()];
        for (int row = 0; row < units.rows(); row++) {
            total[strata.ofRow(row)]++;
        }
        for (int part = 0; part < lacks.length; part++) {
            for (int stratum = 0; stratum < total.length; stratum++) {
                lacks[part][stratum] = spec.share(parts.get(part)) * total[stratum];
            }
        }
        for (int unit = 0; unit < codes.length; unit++) {
            if (codes[unit] != Assignment.NONE) {
                take(lacks[part(codes[unit])], unit);
            }
        }
        int[] order = Arrays.stream(units.byHash(spec.seed()))
                .filter(unit -> codes[unit] == Assignment.NONE)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(unit -> sizes[unit]).reversed())
                .mapToInt(Integer::intValue)
                .toArray();
        for (int unit : order) {
            int best = 0;
            double most = Double.NEGATIVE_INFINITY;
            for (int part = 0; part < lacks.length; part++) {
                double gain = 0;
                for (Map.Entry<Integer, Integer> each : strataOfUnit.get(unit).entrySet()) {
                    gain += each.getValue() * lacks[part][each.getKey()] / total[each.getKey()];
                }
                if (gain > most) {
                    best = part;
                    most = gain;
                }
            }
            codes[unit] = Assignment.code(parts.get(best));
            take(lacks[best], unit);
        }
        return codes;
    }

    private void take(double[] lacks, int unit) {
        strataOfUnit.get(unit).forEach((stratum, count) -> lacks[stratum] -= count);
    }

    private int part(byte code) {
        return parts.indexOf(Assignment.part(code));
    }
}
