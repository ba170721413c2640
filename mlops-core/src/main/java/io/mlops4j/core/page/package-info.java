/**
 * What pages for people are made with: {@link io.mlops4j.core.page.HtmlPage} escapes, frames and writes them, {@link io.mlops4j.core.page.Figures}
 * are numbers as people read them. A page is one file without scripts or anything that is loaded; the same content gives the same bytes.
 */
@NullMarked
package io.mlops4j.core.page;

import org.jspecify.annotations.NullMarked;
