/**
 * Pages for people: {@link io.mlops4j.core.data.page.ProfilePage} draws a profile, {@link io.mlops4j.core.data.page.DiffPage} the difference of two
 * versions. A page is one file without scripts or anything that is loaded, in light and dark, for screens of any width and for paper; the same content
 * gives the same bytes.
 */
@NullMarked
package io.mlops4j.core.data.page;

import org.jspecify.annotations.NullMarked;
