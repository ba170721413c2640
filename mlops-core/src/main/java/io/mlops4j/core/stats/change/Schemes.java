package io.mlops4j.core.stats.change;

import io.mlops4j.stats.AdwinSettings;
import io.mlops4j.stats.CusumSettings;
import io.mlops4j.stats.DdmSettings;
import io.mlops4j.stats.DetectorSettings;
import io.mlops4j.stats.EddmSettings;
import io.mlops4j.stats.HddmSettings;
import io.mlops4j.stats.KswinSettings;
import io.mlops4j.stats.PageHinkleySettings;
import tools.jackson.databind.JsonNode;

/** Which scheme settings mean. */
final class Schemes {
    private Schemes() {}

    /** One that has seen nothing. */
    static Scheme fresh(DetectorSettings settings) {
        if (settings instanceof AdwinSettings adwin) {
            return new AdaptiveWindow(adwin);
        } else if (settings instanceof PageHinkleySettings pageHinkley) {
            return new TrendScheme(pageHinkley);
        } else if (settings instanceof CusumSettings cusum) {
            return new ChartScheme(cusum);
        } else if (settings instanceof DdmSettings ddm) {
            return new DriftScheme(ddm);
        } else if (settings instanceof HddmSettings hddm) {
            return new BoundScheme(hddm);
        } else if (settings instanceof EddmSettings eddm) {
            return new DistanceScheme(eddm);
        } else if (settings instanceof KswinSettings kswin) {
            return new SampledWindow(kswin);
        }
        throw new IllegalStateException("No scheme for " + settings);
    }

    /** One as it was stored. */
    static Scheme read(DetectorSettings settings, JsonNode json) {
        if (settings instanceof AdwinSettings adwin) {
            return AdaptiveWindow.read(adwin, json);
        } else if (settings instanceof PageHinkleySettings pageHinkley) {
            return TrendScheme.read(pageHinkley, json);
        } else if (settings instanceof CusumSettings cusum) {
            return ChartScheme.read(cusum, json);
        } else if (settings instanceof DdmSettings ddm) {
            return DriftScheme.read(ddm, json);
        } else if (settings instanceof HddmSettings hddm) {
            return BoundScheme.read(hddm, json);
        } else if (settings instanceof EddmSettings eddm) {
            return DistanceScheme.read(eddm, json);
        } else if (settings instanceof KswinSettings kswin) {
            return SampledWindow.read(kswin, json);
        }
        throw new IllegalStateException("No scheme for " + settings);
    }
}
