/**
 * Pages for people: {@link io.mlops4j.core.data.page.DiffPage} shows the difference of two versions. A page is one file without scripts or anything
 * from elsewhere, light or dark as the reader likes, fit for print, and the same bytes each time.
 */
@NullMarked
package io.mlops4j.core.data.page;

import org.jspecify.annotations.NullMarked;
