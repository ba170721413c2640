package io.mlops4j.stats;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.InvalidInput;
import io.mlops4j.spi.ChangeDetectors;
import java.util.OptionalDouble;

/**
 * Watches a stream of numbers, one at a time, for a change of what they come from: the errors of a model, its scores, a feature.
 *
 * <pre>{@code
 * ChangeDetector detector = ChangeDetector.adwin();
 * for (double error : errors) {
 *     if (detector.update(error) == ChangeState.CHANGE) {
 *         System.out.println("changed at value " + detector.seen() + ", now about " + detector.estimate().getAsDouble());
 *     }
 * }
 * }</pre>
 *
 * <p><b>Which one.</b> ADWIN for numbers between 0 and 1 and whenever in doubt; HDDM_A or DDM for a stream of errors; CUSUM where a reference is short and
 * known to be stable; Page-Hinkley in its standardised form for numbers of any unit. The others are here for those who come from elsewhere. A detector
 * alarms without a change too, now and then; each factory names how often per 100 000 values, measured with the defaults on stable streams of 10 000 standard normal
 * numbers, or of errors at rates of 0.02 to 0.5. For a promise about false alarms use a monitor's drift test, which keeps one.
 *
 * <p><b>After a change</b> the next value starts a new regime: everything is forgotten. Memory is constant, or grows with the logarithm of the
 * number of values (ADWIN), or is the window (KSWIN). Not thread-safe: one thread at a time, or a lock around it.
 */
public interface ChangeDetector {
    /**
     * ADWIN (Bifet and Gavaldà 2007, doi:10.1137/1.9781611972771.42): keeps a window as long as its halves agree, in exponentially growing buckets, and
     * alarms when some cut of it separates two means that differ by more than
     * {@code sqrt(2/m σ² ln(2 ln(n)/δ)) + 2/(3m) ln(2 ln(n)/δ)}, m the harmonic number of both sides. Takes any finite numbers; the second term supposes that they
     * lie in [0, 1] or near it. Every cut between buckets is looked at. False alarms: 0 to 0.2 per 100 000. O(log n) memory and, every 32nd value, time.
     */
    static ChangeDetector adwin() {
        return adwin(AdwinSettings.defaults());
    }

    /** ADWIN with other settings. */
    static ChangeDetector adwin(AdwinSettings settings) {
        return of(settings);
    }

    /**
     * The Page-Hinkley test (Page 1954, doi:10.1093/biomet/41.1-2.100), two-sided: sums up how far values lie above (and below) their running mean and alarms when
     * a sum has moved from its extreme by more than the threshold. With the published settings the threshold is in the unit of the values: 59 false
     * alarms per 100 000 standard normal numbers (30 for one direction), none at a tenth of their spread; standardised, 0.9 at any spread. Constant memory and time.
     *
     * @see PageHinkleySettings#standardised()
     */
    static ChangeDetector pageHinkley() {
        return pageHinkley(PageHinkleySettings.defaults());
    }

    /** The Page-Hinkley test with other settings. */
    static ChangeDetector pageHinkley(PageHinkleySettings settings) {
        return of(settings);
    }

    /**
     * The tabular CUSUM chart (Page 1954; Montgomery, Introduction to Statistical Quality Control, 9.1) against the mean and the deviation of the first values,
     * which are then frozen. It finds a shift of one standard deviation within about ten values, and pays for it with 186 false alarms per 100 000. Takes any finite numbers; if the first are all equal, any other value is a change. Constant memory and time.
     */
    static ChangeDetector cusum() {
        return cusum(CusumSettings.defaults());
    }

    /** CUSUM with other settings. */
    static ChangeDetector cusum(CusumSettings settings) {
        return of(settings);
    }

    /**
     * DDM (Gama, Medas, Castillo and Rodrigues 2004, doi:10.1007/978-3-540-28645-5_29): alarms when the error rate p with its deviation
     * {@code s = sqrt(p(1−p)/n)} is above the lowest seen by three of its deviations; warns at two. Takes 1 for an error and 0 for none. False
     * alarms: 1 to 35 per 100 000, the more the rarer errors are. Constant memory and time.
     */
    static ChangeDetector ddm() {
        return ddm(DdmSettings.defaults());
    }

    /** DDM with other settings. */
    static ChangeDetector ddm(DdmSettings settings) {
        return of(settings);
    }

    /**
     * HDDM_A (Frías-Blanco and others 2015, doi:10.1109/TKDE.2014.2345382): compares the mean since the best cut with the mean before it by Hoeffding's
     * bound, for values in [0, 1] of any distribution. False alarms: 0 to 2 per 100 000. Constant memory and time.
     */
    static ChangeDetector hddmA() {
        return hddmA(HddmSettings.defaults());
    }

    /** HDDM_A with other settings. */
    static ChangeDetector hddmA(HddmSettings settings) {
        return of(settings);
    }

    /**
     * EDDM (Baena-García and others 2006): alarms when the distances between errors shrink to 0.9 of their greatest mean plus two deviations; warns at 0.95.
     * Takes 1 for an error and 0 for none. <b>Legacy</b>: it alarms 45 to 200 times per 100 000 values of a stable stream (127 on the average over rates); here to compare
     * with older results. Constant memory and time.
     */
    static ChangeDetector eddm() {
        return eddm(EddmSettings.defaults());
    }

    /** EDDM with other settings; legacy as {@link #eddm()}. */
    static ChangeDetector eddm(EddmSettings settings) {
        return of(settings);
    }

    /**
     * KSWIN (Raab, Heusinger and Schleif 2020, doi:10.1016/j.neucom.2019.11.111): at every value a Kolmogorov-Smirnov test of the newest 30 against 30 drawn from
     * the 70 before. Takes any finite numbers and sees more than the mean. <b>Legacy</b>: a test at every value alarms about 130 times per 100 000
     * values of a stable stream; here to compare with older results. Memory for the window; time r log r for r recent values.
     */
    static ChangeDetector kswin() {
        return kswin(KswinSettings.defaults());
    }

    /** KSWIN with other settings; legacy as {@link #kswin()}. */
    static ChangeDetector kswin(KswinSettings settings) {
        return of(settings);
    }

    /** A detector of any kind. */
    static ChangeDetector of(DetectorSettings settings) {
        return ChangeDetectors.installed().detector(settings);
    }

    /**
     * Goes on where a detector was when its {@link #toJson()} was taken, in this process or another.
     *
     * @throws IntegrityViolation if the text is not a detector's state, or one of a newer release's kinds
     */
    static ChangeDetector fromJson(String state) {
        return ChangeDetectors.installed().restore(state);
    }

    /**
     * Takes the next value.
     *
     * @return what it means: {@link ChangeState#CHANGE} at the value that brings the change to light
     * @throws InvalidInput if the value is not finite, beyond ±1e100 or not one that this detector takes; the detector is then as it was
     */
    ChangeState update(double value);

    /** What the last value meant; {@link ChangeState#STABLE} before the first. */
    ChangeState state();

    /** How many values it has taken in all. */
    long seen();

    /** How many values it has taken since the last change, or in all. */
    long sinceChange();

    /** How many changes it has found. */
    long changes();

    /**
     * The mean of the present regime: of ADWIN's window, of KSWIN's recent values, of all values since the last change for the others; empty before its first value.
     * At a change, of what the detector still holds: ADWIN has then dropped most of the values before it.
     */
    OptionalDouble estimate();

    /** How it was set up. */
    DetectorSettings settings();

    /** All there is to know about it, settings included, as one line of JSON: {@link #fromJson} makes a detector that goes on exactly alike. */
    String toJson();
}
