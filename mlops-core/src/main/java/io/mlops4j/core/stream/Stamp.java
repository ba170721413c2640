package io.mlops4j.core.stream;

import java.time.Instant;

/**
 * Who did something, when, where in the stream, and why.
 *
 * @param sequence the position in the stream, from 0
 * @param at when; never earlier than the event before it in the stream
 * @param actor who
 * @param why the reason that was given, or the empty string
 */
public record Stamp(long sequence, Instant at, String actor, String why) {}
