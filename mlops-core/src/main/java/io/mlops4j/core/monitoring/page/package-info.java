/** The pages of drift reports and monitors. */
@NullMarked
package io.mlops4j.core.monitoring.page;

import org.jspecify.annotations.NullMarked;
