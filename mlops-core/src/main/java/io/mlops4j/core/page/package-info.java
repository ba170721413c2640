/**
 * What pages for people are made with: {@link io.mlops4j.core.page.HtmlPage} escapes, frames and writes them, {@link io.mlops4j.core.page.Table}
 * and {@link io.mlops4j.core.page.Chart} are what stands in them, and {@link io.mlops4j.core.page.Figures} are numbers as people read them;
 * {@link io.mlops4j.core.page.MarkdownText} is text for elsewhere. A
 * page is one file without scripts or anything that is loaded; the same content gives the same bytes. Tables have captions, drawings say in
 * words what they show, and nothing is told by colour alone.
 */
@NullMarked
package io.mlops4j.core.page;

import org.jspecify.annotations.NullMarked;
