package io.mlops4j.core.data;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.blob.Blobs;
import io.mlops4j.core.content.ContentRef;
import io.mlops4j.core.data.cells.CellBatches;
import io.mlops4j.core.data.files.FilesIntake;
import io.mlops4j.core.data.rules.RuleContext;
import io.mlops4j.core.json.Json;
import io.mlops4j.core.names.Names;
import io.mlops4j.core.stream.Decision.Outcome;
import io.mlops4j.data.Dataset;
import io.mlops4j.data.DatasetDraft;
import io.mlops4j.data.DatasetVersion;
import io.mlops4j.data.Expectation;
import io.mlops4j.data.Schema;
import io.mlops4j.data.SchemaRule;
import io.mlops4j.data.Source;
import io.mlops4j.data.Table;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A version on its way into a dataset. */
final class CommitDraft implements DatasetDraft {
    private static final int MAX_MESSAGE = 65_536;

    private final Dataset dataset;
    private final Datasets datasets;
    private final Source source;
    private SchemaRule rule = Schema.infer();
    private RuleChange rules = RuleChange.NONE;
    private String message = "";
    private final Map<String, String> tags = new LinkedHashMap<>();
    private boolean used;

    CommitDraft(Dataset dataset, Datasets datasets, Source source) {
        this.dataset = dataset;
        this.datasets = datasets;
        this.source = source;
    }

    @Override
    public DatasetDraft schema(SchemaRule rule) {
        this.rule = rule;
        return this;
    }

    @Override
    public DatasetDraft expect(Expectation... expectations) {
        rules = rules.plus(List.of(expectations));
        return this;
    }

    @Override
    public DatasetDraft expectOnly(Expectation... expectations) {
        rules = RuleChange.only(List.of(expectations));
        return this;
    }

    @Override
    public DatasetDraft message(String text) {
        if (text.length() > MAX_MESSAGE) {
            throw new InvalidInput("The message of a version of dataset '" + dataset.name() + "' has " + text.length()
                    + " characters; at most " + MAX_MESSAGE + " are allowed.");
        }
        this.message = text;
        return this;
    }

    @Override
    public DatasetDraft tag(String key, String value) {
        tags.put(Names.title("Tag", key), value);
        return this;
    }

    @Override
    public DatasetVersion commit() {
        if (used) {
            throw new InvalidInput("This draft of dataset '" + dataset.name()
                    + "' was committed already; begin another one with from(…).");
        }
        used = true;
        DatasetHistory before = datasets.read(dataset.name());
        List<Expectation> demanded = rules.applyTo(before.rules());
        RuleContext context = new KnownRules(datasets, before);
        Ingestion.Demands demands = new Ingestion.Demands(dataset.name(), rule, demanded, context);
        if (source instanceof Source.Files directory) {
            return commit(directory, demands, before);
        }
        Ingested ingested = datasets.ingestion().ingest(source, demands, before.latestContent());
        return commit(event(ingested, ingested.digest(), null), demanded);
    }

    /** A directory is the list of its files; if none has changed, they need not be read. */
    private DatasetVersion commit(Source.Files directory, Ingestion.Demands demands, DatasetHistory before) {
        Ingestion.Demands keyed = demands.keyedBy(FilesIntake.PATH);
        FilesIntake files = new FilesIntake(directory.directory(), datasets.statCaches());
        Optional<Table> unchanged = files.unchanged();
        if (unchanged.isPresent()) {
            Ingested list = ingest(unchanged.get(), keyed, before);
            if (before.isLatest(list.filesDigest())) {
                return commit(event(list, list.filesDigest(), before.latestFiles()), demands.rules());
            }
        }
        FilesIntake.Stored stored = files.store(datasets.contents(), before.latestFiles());
        Ingested list = ingest(stored.list(), keyed, before);
        return commit(event(list, list.filesDigest(), stored.content()), demands.rules());
    }

    private Ingested ingest(Table list, Ingestion.Demands demands, DatasetHistory before) {
        return datasets.ingestion().ingest(Source.table(list), demands, before.latestContent());
    }

    private DatasetVersion commit(VersionCommitted version, List<Expectation> demanded) {
        datasets.warnUnchecked(dataset.name(), version.quality().unchecked());
        DatasetHistory now = datasets.read(dataset.name());
        if (now.isLatest(version.digest()) && now.hasRules(demanded)) {
            return dataset.version(now.size());
        }
        return dataset.version(append(version, demanded));
    }

    /** Blobs come first: an event never names bytes that are not there. */
    private VersionCommitted event(Ingested ingested, String digest, @Nullable ContentRef files) {
        Blobs.Stored profile = datasets.blobs().put(Json.bytes(ProfileJson.write(ingested.profile())));
        return new VersionCommitted(
                0,
                digest,
                ingested.profile().rowCount(),
                ingested.content(),
                ingested.format(),
                ingested.schema(),
                profile.digest(),
                QualityJson.stored(ingested.quality()),
                tags,
                files);
    }

    private int append(VersionCommitted version, List<Expectation> demanded) {
        return datasets.stream(dataset.name())
                .write(history -> history.isLatest(version.digest())
                        // Another writer committed the same meanwhile.
                        ? sameContent(history, demanded)
                        : Outcome.append(version.numbered(history.size() + 1), message, DatasetHistory::size));
    }

    /** The latest version keeps the rules; they become the dataset's if they are not. */
    private Outcome<DatasetHistory, DatasetEvent, Integer> sameContent(
            DatasetHistory history, List<Expectation> demanded) {
        return history.hasRules(demanded)
                ? Outcome.unchanged(DatasetHistory::size)
                : Outcome.append(DatasetEvent.RulesSet.stored(demanded), message, DatasetHistory::size);
    }

    /** What rules need to know, and which of them are the dataset's. */
    private record KnownRules(RuleContext store, DatasetHistory history) implements RuleContext {
        @Override
        public Instant now() {
            return store.now();
        }

        @Override
        public CellBatches values(String dataset, int version, String column) {
            return store.values(dataset, version, column);
        }

        @Override
        public OptionalInt keptFrom(Expectation rule) {
            return history.keptFrom(rule);
        }
    }
}
