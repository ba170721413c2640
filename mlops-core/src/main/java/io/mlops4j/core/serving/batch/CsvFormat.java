package io.mlops4j.core.serving.batch;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import io.mlops4j.core.serving.batch.OutputColumns.Output;
import io.mlops4j.core.serving.batch.Scored.Segment;
import io.mlops4j.data.Column;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** CSV: a missing cell is empty, the empty text is quoted. */
final class CsvFormat implements RowFormat {
    @Override
    public String name() {
        return "csv";
    }

    @Override
    public byte[] header(List<String> kept, OutputColumns columns) {
        List<String> names = new ArrayList<>(kept);
        columns.outputs().forEach(output -> names.addAll(output.columns()));
        StringWriter text = new StringWriter();
        writer(text).writeRecord(names);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] rows(List<Segment> segments, List<String> kept, OutputColumns columns) {
        StringWriter text = new StringWriter();
        CsvWriter csv = writer(text);
        List<Output> outputs = columns.outputs();
        int width = kept.size() + outputs.stream().mapToInt(Output::width).sum();
        @Nullable String[] cells = new String[width];
        for (Segment segment : segments) {
            List<Column> passed = kept.stream().map(segment.table()::column).toList();
            List<IntFunction<@Nullable Object>> elements = new ArrayList<>();
            for (int i = 0; i < outputs.size(); i++) {
                elements.add(columns.elements(i, segment));
            }
            for (int row = 0; row < segment.rows(); row++) {
                int at = 0;
                for (Column column : passed) {
                    int position = segment.from() + row;
                    cells[at++] = column.isMissing(position) ? null : column.stringAt(position);
                }
                for (int i = 0; i < outputs.size(); i++) {
                    int count = outputs.get(i).width();
                    for (int k = 0; k < count; k++) {
                        cells[at++] = OutputColumns.text(elements.get(i).apply(row * count + k));
                    }
                }
                csv.writeRecord(cells);
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A string's writer needs neither flush nor close. */
    private static CsvWriter writer(StringWriter text) {
        return CsvWriter.builder()
                .lineDelimiter(LineDelimiter.LF)
                .quoteStrategy(QuoteStrategies.EMPTY)
                .bufferSize(0)
                .build(text);
    }
}
