package io.mlops4j.core.data.profile;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.InvalidInput;
import io.mlops4j.core.data.SchemaJson;
import io.mlops4j.core.data.cells.CellVector;
import io.mlops4j.core.json.Json;
import io.mlops4j.data.ColumnProfile;
import io.mlops4j.data.Profile;
import io.mlops4j.data.Schema;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Profiles rows while they go by. The same rows in the same order give the same profile, whatever the batches; parts that are merged give the same counts,
 * and statistics that agree but for rounding, or for the sample where there are more values than are kept. For one thread.
 */
public final class DatasetAccumulator {
    private static final int LAYOUT = 0x6d6c7001;

    private final Schema schema;
    private final List<ColumnAccumulator> columns = new ArrayList<>();
    private final Correlations correlations;
    private long rows;

    /** No rows yet. */
    public DatasetAccumulator(Schema schema) {
        this.schema = schema;
        this.correlations = new Correlations(schema);
        schema.columns().forEach(column -> columns.add(new ColumnAccumulator(column)));
    }

    /** The columns. */
    public Schema schema() {
        return schema;
    }

    /** How many rows there were. */
    public long rows() {
        return rows;
    }

    /** Takes the rows of a batch, whose columns are those of the schema in order. */
    public void add(List<CellVector> batch) {
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).add(batch.get(i));
        }
        correlations.add(batch);
        rows += batch.get(0).size();
    }

    /**
     * Takes what another has seen, which then is not to be used any more.
     *
     * @throws InvalidInput if its schema is another
     */
    public void merge(DatasetAccumulator other) {
        if (!schema.equals(other.schema)) {
            throw new InvalidInput("Profiles of different schemas cannot be merged: one has " + schema.names()
                    + ", the other " + other.schema.names() + ", or their types or roles differ.");
        }
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).merge(other.columns.get(i));
        }
        correlations.merge(other.correlations);
        rows += other.rows;
    }

    /**
     * The profile so far.
     *
     * @param typeReasons how the type of each column was decided
     */
    public Profile profile(List<String> typeReasons) {
        List<ColumnProfile> profiles = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            profiles.add(columns.get(i).profile(typeReasons.get(i)));
        }
        return new Profile(rows, profiles, correlations.correlations());
    }

    /** All that was seen, as bytes that {@link #fromBytes} reads. */
    public byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(LAYOUT);
            byte[] json = Json.bytes(SchemaJson.write(schema));
            out.writeInt(json.length);
            out.write(json);
            out.writeLong(rows);
            for (ColumnAccumulator column : columns) {
                column.write(out);
            }
            correlations.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException("an array takes all bytes", e);
        }
        return bytes.toByteArray();
    }

    /**
     * What {@link #toBytes} wrote. What it allocates is bounded by the length of the bytes and the number of columns.
     *
     * @throws InvalidInput if the bytes are something else
     */
    public static DatasetAccumulator fromBytes(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            Damage.unless(in.readInt() == LAYOUT);
            int length = in.readInt();
            Damage.unless(length >= 0 && length <= in.available());
            DatasetAccumulator accumulator = new DatasetAccumulator(SchemaJson.read(Json.parse(in.readNBytes(length))));
            accumulator.rows = Damage.count(in.readLong());
            List<ColumnAccumulator> columns = new ArrayList<>();
            for (ColumnAccumulator column : accumulator.columns) {
                columns.add(ColumnAccumulator.read(column.column(), in));
            }
            accumulator.columns.clear();
            accumulator.columns.addAll(columns);
            accumulator.correlations.read(in);
            Damage.unless(in.available() == 0);
            return accumulator;
        } catch (IOException | IntegrityViolation e) {
            throw Damage.failure(e);
        }
    }
}
