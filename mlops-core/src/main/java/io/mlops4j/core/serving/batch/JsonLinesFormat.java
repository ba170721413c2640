package io.mlops4j.core.serving.batch;

import io.mlops4j.core.serving.batch.OutputColumns.Output;
import io.mlops4j.core.serving.batch.Scored.Segment;
import io.mlops4j.data.Column;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A JSON object a line: a missing value is null; infinite numbers, which JSON does not have, are texts. */
final class JsonLinesFormat implements RowFormat {
    private static final JsonFactory JSON =
            JsonFactory.builder().rootValueSeparator("\n").build();

    @Override
    public String name() {
        return "json lines";
    }

    @Override
    public byte[] header(List<String> kept, OutputColumns columns) {
        return new byte[0];
    }

    @Override
    public byte[] rows(List<Segment> segments, List<String> kept, OutputColumns columns) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (segments.isEmpty()) {
            return bytes.toByteArray();
        }
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            for (Segment segment : segments) {
                write(json, segment, kept, columns);
            }
        }
        bytes.writeBytes("\n".getBytes(StandardCharsets.US_ASCII));
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, Segment segment, List<String> kept, OutputColumns columns) {
        List<Column> passed = kept.stream().map(segment.table()::column).toList();
        List<Output> outputs = columns.outputs();
        List<IntFunction<@Nullable Object>> elements = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            elements.add(columns.elements(i, segment));
        }
        for (int row = 0; row < segment.rows(); row++) {
            json.writeStartObject();
            for (Column column : passed) {
                json.writeName(column.name());
                write(json, column, segment.from() + row);
            }
            for (int i = 0; i < outputs.size(); i++) {
                json.writeName(outputs.get(i).name());
                write(json, outputs.get(i), elements.get(i), row);
            }
            json.writeEndObject();
        }
    }

    private static void write(JsonGenerator json, Column column, int row) {
        if (column.isMissing(row)) {
            json.writeNull();
            return;
        }
        switch (column.type()) {
            case REAL -> write(json, column.doubleAt(row));
            case INTEGER -> json.writeNumber(column.longAt(row));
            case BOOLEAN -> json.writeBoolean(column.booleanAt(row));
            default -> json.writeString(column.stringAt(row));
        }
    }

    private static void write(JsonGenerator json, Output output, IntFunction<@Nullable Object> elements, int row) {
        int width = output.width();
        if (!output.keys().isEmpty()) {
            json.writeStartObject();
            for (int i = 0; i < width; i++) {
                json.writeName(output.keys().get(i).toString());
                write(json, elements.apply(row * width + i));
            }
            json.writeEndObject();
        } else if (output.vector()) {
            json.writeStartArray();
            for (int i = 0; i < width; i++) {
                write(json, elements.apply(row * width + i));
            }
            json.writeEndArray();
        } else {
            write(json, elements.apply(row));
        }
    }

    private static void write(JsonGenerator json, @Nullable Object element) {
        String text = OutputColumns.text(element);
        if (text == null) {
            json.writeNull();
        } else if (element instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (element instanceof Number number && Double.isFinite(number.doubleValue())) {
            json.writeNumber(text);
        } else {
            json.writeString(text);
        }
    }
}
