package io.mlops4j.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxModelMetadata;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtException.OrtErrorCode;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.SequenceInfo;
import io.mlops4j.InferenceFailure;
import io.mlops4j.InvalidInput;
import io.mlops4j.model.Signature;
import io.mlops4j.spi.LoadOptions;
import io.mlops4j.spi.LoadedModel;
import io.mlops4j.spi.ModelRuntime;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs ONNX models on ONNX Runtime.
 *
 * <p>A model stays on the thread that calls it: one thread for an operator, operators one after another, no spinning; {@link LoadOptions} give it
 * more threads. What they hold in {@link LoadOptions#settings()} are those of {@link OnnxSettings}, and else session configuration entries of ONNX Runtime,
 * by its names, as {@code session.intra_op.allow_spinning} or {@code session.set_denormal_as_zero}, which are handed to it as they are; an unknown name is
 * no error to it. It runs on the CPU, or on {@code cuda} where {@code com.microsoft.onnxruntime:onnxruntime_gpu} is on the path in the place of {@code
 * onnxruntime}.
 *
 * <p>A call copies its inputs to memory outside the heap that the model keeps, and its outputs from there: where their shapes follow from the inputs' shapes, ONNX
 * Runtime writes them straight to it. Answers are the caller's. A run that is given a signal is ended by ONNX Runtime between two operators.
 * {@link LoadedModel#memoryBytes()} is the size of the model on disk, weights outside its file included, and what its lanes hold; what ONNX Runtime takes
 * for a run, and for weights in a layout of its own, comes on top.
 *
 * <p>Inputs are tensors. Outputs are tensors, sequences of tensors or of maps, and maps; elements are of the types of {@link
 * io.mlops4j.serving.ElementType}. A model with others is refused when it is loaded. Text with characters beyond the basic plane
 * (U+10000 and up, emoji among them) or U+0000 is refused as an input: the binding hands it over in an encoding of Java's own, in which a model does
 * not recognise it. Weights outside the file are found beside it, and mapped into memory rather than read.
 *
 * <p>A model whose inputs all have fixed shapes keeps the memory of a run for the next one (ONNX Runtime's arena and memory patterns); one that takes
 * any number of rows gives it back, since it would keep that of its largest batch; {@link OnnxSettings#ARENA} says otherwise.
 *
 * <p>All models of a process share ONNX Runtime's environment, with its log and its telemetry off. It ends with the process, so close what you
 * loaded, and end the threads that run models, before you end the process. Stateless and thread-safe.
 */
public final class OnnxRuntime implements ModelRuntime {
    private static final Logger log = LoggerFactory.getLogger(OnnxRuntime.class);

    /** The runtime. The native library is loaded when it is first needed, not here. */
    public OnnxRuntime() {}

    @Override
    public String name() {
        return "onnxruntime";
    }

    @Override
    public String version() {
        return Environment.get().getVersion();
    }

    @Override
    public Set<String> extensions() {
        return Set.of("onnx");
    }

    @Override
    public LoadedModel load(Path file, LoadOptions options) {
        OnnxFile head = OnnxFile.read(file);
        String name = String.valueOf(file.getFileName());
        SessionPlan plan = SessionPlan.of(options, head.fixedInputs());
        OrtEnvironment environment = Environment.get();
        OpenSession session = null;
        boolean loaded = false;
        try {
            session = open(environment, file, head, plan);
            LoadedModel model = new OnnxModel(
                    name,
                    lanePlan(environment, name, session.session(), head, plan),
                    session,
                    metadata(head, session.session().getMetadata()),
                    head.bytes() + head.externalBytes());
            loaded = true;
            return model;
        } catch (OrtException e) {
            throw refused(name, e);
        } finally {
            if (!loaded && session != null) {
                session.close();
            }
        }
    }

    private static OpenSession open(OrtEnvironment environment, Path file, OnnxFile head, SessionPlan plan)
            throws OrtException {
        Path kept = plan.optimizedModels();
        // An optimised model would look for weights outside its file beside itself, and what other hardware compiled
        // cannot be written.
        return kept == null || head.external() || !plan.onlyCpu()
                ? OpenSession.of(environment, file, plan, plan.level(), null)
                : new OptimizedModels(kept).open(environment, file, plan);
    }

    private static LanePlan lanePlan(
            OrtEnvironment environment, String name, OrtSession session, OnnxFile head, SessionPlan plan)
            throws OrtException {
        Signature signature = signature(name, session, head.shapeless());
        Pinning pinning = plan.pinsOutputs() && plan.onlyCpu()
                ? Pinning.of(
                        signature,
                        session.getInputInfo().values(),
                        session.getOutputInfo().values())
                : Pinning.none(signature);
        return new LanePlan(environment, session, signature, pinning, plan.runEntries(), plan.laneBytes());
    }

    private static Signature signature(String name, OrtSession session, Set<String> shapeless) throws OrtException {
        for (NodeInfo output : session.getOutputInfo().values()) {
            if (output.getInfo() instanceof SequenceInfo sequence && sequence.isSequenceOfMaps()) {
                log.warn(
                        "The output '{}' of the model '{}' is a map for each row, which is slow to read. Export the model"
                                + " without ZipMap: convert_sklearn(…, options={'zipmap': False}).",
                        output.getName(),
                        name);
            }
        }
        return new Signature(
                session.getInputInfo().values().stream()
                        .map(node -> OnnxTypes.input(node, shapeless))
                        .toList(),
                session.getOutputInfo().values().stream()
                        .map(node -> OnnxTypes.output(node, shapeless))
                        .toList());
    }

    private static Map<String, String> metadata(OnnxFile head, OnnxModelMetadata facts) {
        Map<String, String> metadata = new TreeMap<>(facts.getCustomMetadata());
        metadata.putAll(head.metadata());
        putUnlessEmpty(metadata, "producer_name", facts.getProducerName());
        putUnlessEmpty(metadata, "graph_name", facts.getGraphName());
        putUnlessEmpty(metadata, "graph_description", facts.getGraphDescription());
        putUnlessEmpty(metadata, "domain", facts.getDomain());
        putUnlessEmpty(metadata, "description", facts.getDescription());
        metadata.put("model_version", Long.toString(facts.getVersion()));
        return metadata;
    }

    private static void putUnlessEmpty(Map<String, String> metadata, String key, String value) {
        if (!value.isEmpty()) {
            metadata.put(key, value);
        }
    }

    private static RuntimeException refused(String name, OrtException e) {
        if (e.getCode() == OrtErrorCode.ORT_INVALID_PROTOBUF || e.getCode() == OrtErrorCode.ORT_NO_MODEL) {
            return new InvalidInput("The file '" + name + "' is no ONNX model: " + Reason.of(e), e);
        }
        return new InferenceFailure("ONNX Runtime cannot load the model '" + name + "': " + Reason.of(e), e);
    }
}
