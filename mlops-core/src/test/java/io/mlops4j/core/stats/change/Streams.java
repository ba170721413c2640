package io.mlops4j.core.stats.change;

import io.mlops4j.core.json.Json;
import io.mlops4j.stats.ChangeDetector;
import io.mlops4j.stats.ChangeState;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Streams with known changes, and where a detector speaks. */
final class Streams {
    private Streams() {}

    /** One of {@code river-streams.json}, whose README says where it comes from. */
    static double[] river(String name) {
        try (InputStream in = Streams.class.getResourceAsStream("river-streams.json")) {
            JsonNode all =
                    Json.parse(Objects.requireNonNull(in, "river-streams.json").readAllBytes());
            return Json.required(all, name).isArray()
                    ? Json.list(all, name, Json::real).stream()
                            .mapToDouble(x -> x)
                            .toArray()
                    : Json.string(all, name).chars().mapToDouble(c -> c - '0').toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static double[] of(int length, IntToDoubleFunction value) {
        return IntStream.range(0, length).mapToDouble(value).toArray();
    }

    /** x_i = ((7 i) mod 10) / 10, and 0.5 more from 1 000 on. */
    static double[] sevens() {
        return of(2000, i -> 7 * i % 10 / 10.0 + (i < 1000 ? 0 : 0.5));
    }

    /** (37 i mod 100) < 20, and < 50 from 1 000 on. */
    static double[] bits() {
        return of(2000, i -> 37 * i % 100 < (i < 1000 ? 20 : 50) ? 1 : 0);
    }

    static List<Integer> changes(ChangeDetector detector, double[] values) {
        return places(detector, values, ChangeState.CHANGE);
    }

    static List<Integer> places(ChangeDetector detector, double[] values, ChangeState wanted) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            if (detector.update(values[i]) == wanted) {
                places.add(i);
            }
        }
        return places;
    }
}
