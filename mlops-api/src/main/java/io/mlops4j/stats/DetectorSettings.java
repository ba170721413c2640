package io.mlops4j.stats;

/** Which rule a {@link ChangeDetector} follows and how. Immutable values, one record a rule; their {@code defaults()} are the published ones. */
public sealed interface DetectorSettings
        permits AdwinSettings,
                PageHinkleySettings,
                CusumSettings,
                DdmSettings,
                HddmSettings,
                EddmSettings,
                KswinSettings {}
