package io.mlops4j.core.experiment;

import java.util.Arrays;
import java.util.List;

/**
 * Which pages may hold a text, where most texts are in few pages: for each of some buckets that texts are hashed to, a bit a page. What it leaves
 * out does not hold the text; of the rest, about one in thirty does not either. Immutable.
 */
final class PageSketch {
    private static final int BUCKETS = 1 << 14;

    /** With fewer different texts a page, nearly all pages hold nearly every text. */
    private static final int WORTH_IT = 64;

    private final Rows[] pages;

    private PageSketch(Rows[] pages) {
        this.pages = pages;
    }

    /** Whether the columns, one a page, hold enough different texts each. */
    static boolean isWorthIt(List<RunColumn> columns) {
        long texts = 0;
        for (RunColumn column : columns) {
            texts += column instanceof CodedColumn<?> coded ? coded.values().size() : 0;
        }
        return columns.size() > 1 && texts >= (long) WORTH_IT * columns.size();
    }

    static PageSketch of(List<RunColumn> columns) {
        Rows none = Rows.none(columns.size());
        Rows[] pages = new Rows[BUCKETS];
        Arrays.fill(pages, none);
        for (int page = 0; page < columns.size(); page++) {
            for (Object value : ((CodedColumn<?>) columns.get(page)).values()) {
                int bucket = bucket(value);
                if (pages[bucket] == none) {
                    pages[bucket] = Rows.none(columns.size());
                }
                pages[bucket].add(page);
            }
        }
        return new PageSketch(pages);
    }

    private static int bucket(Object value) {
        int hash = value.hashCode() * 0x9E3779B9;
        return (hash ^ (hash >>> 15)) & (BUCKETS - 1);
    }

    /** The pages that may hold a text; not to be changed. */
    Rows pages(String text) {
        return pages[bucket(text)];
    }
}
