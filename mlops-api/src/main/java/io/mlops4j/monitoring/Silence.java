package io.mlops4j.monitoring;

import java.time.Instant;

/**
 * A time in which nobody is told of some findings. Alerts open and resolve as ever; an alert all of whose findings are silenced is not sent, and if it is
 * still there when the silence ends, it is sent then.
 *
 * @param id what tells it from others
 * @param matcher which findings
 * @param until when it ends
 * @param by who asked for it
 * @param why why; may be empty
 */
public record Silence(String id, AlertMatcher matcher, Instant until, String by, String why) {}
