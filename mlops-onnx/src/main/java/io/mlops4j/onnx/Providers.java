package io.mlops4j.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import io.mlops4j.InferenceFailure;
import io.mlops4j.InvalidInput;
import io.mlops4j.internal.NearNames;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The hardware on which sessions run. */
final class Providers {
    private static final List<String> NAMES = List.of("cpu", "cuda");

    private Providers() {}

    /**
     * Adds a plan's execution providers to a session's options.
     *
     * @throws InvalidInput if there is no such provider
     * @throws InferenceFailure if the ONNX Runtime on the path was built without it
     */
    static void add(SessionPlan plan, SessionOptions session) throws OrtException {
        for (String provider : plan.options().executionProviders()) {
            if (!NAMES.contains(provider)) {
                throw new InvalidInput("There is no execution provider '" + provider + "' for ONNX models here."
                        + NearNames.sentence(provider, NAMES));
            }
        }
        // Every session has the CPU as its last resort.
        if (!plan.onlyCpu()) {
            addCuda(plan.cudaOptions(), session);
        }
    }

    private static void addCuda(Map<String, String> settings, SessionOptions session) throws OrtException {
        EnumSet<OrtProvider> there = OrtEnvironment.getAvailableProviders();
        if (!there.contains(OrtProvider.CUDA)) {
            throw new InferenceFailure("The ONNX Runtime on the path cannot run models on 'cuda', only on "
                    + there.stream()
                            .map(provider -> provider.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "))
                    + ". Put com.microsoft.onnxruntime:onnxruntime_gpu on the path in the place of onnxruntime, or load the model"
                    + " with the execution provider 'cpu'.");
        }
        try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions()) {
            for (Map.Entry<String, String> setting : settings.entrySet()) {
                cuda.add(setting.getKey(), setting.getValue());
            }
            session.addCUDA(cuda);
        }
    }
}
