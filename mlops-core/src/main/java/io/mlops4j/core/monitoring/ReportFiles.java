package io.mlops4j.core.monitoring;

import io.mlops4j.MlopsException;
import io.mlops4j.core.monitoring.alert.Verdict;
import io.mlops4j.monitoring.DriftReport;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the page of each window that an alert is about, so that the alert can link to it. A page that cannot be written holds no alert up. Immutable.
 *
 * @param directory where pages are written
 * @param address where that directory can be read, with a slash at its end
 */
record ReportFiles(Path directory, URI address) {
    private static final Logger LOG = LoggerFactory.getLogger(ReportFiles.class);

    /** With the link, if they say that something is wrong. */
    List<Verdict> linked(String monitor, DriftReport report, List<Verdict> verdicts) {
        if (verdicts.stream().allMatch(Verdict::isClean)) {
            return verdicts;
        }
        return write(monitor, report)
                .map(link -> verdicts.stream()
                        .map(verdict -> verdict.isClean() ? verdict : verdict.report(link))
                        .toList())
                .orElse(verdicts);
    }

    private Optional<URI> write(String monitor, DriftReport report) {
        // What is no letter and no digit might be none of a file's name here or there.
        String file = monitor.replaceAll("[^\\p{L}\\p{N}._-]", "_") + "-window-" + report.window() + ".html";
        try {
            report.toHtml(directory.resolve(file));
            return Optional.of(address.resolve(URLEncoder.encode(file, StandardCharsets.UTF_8)));
        } catch (MlopsException e) {
            LOG.warn("Alerts about window {} of monitor '{}' have no link to its report.", report.window(), monitor, e);
            return Optional.empty();
        }
    }
}
