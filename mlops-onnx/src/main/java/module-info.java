/** Runs ONNX models on ONNX Runtime. Put it on the path; the engine finds it. */
module io.mlops4j.onnx {
    requires transitive io.mlops4j.core;
    requires com.microsoft.onnxruntime;
    requires static org.jspecify;
    requires org.slf4j;

    exports io.mlops4j.onnx;

    provides io.mlops4j.spi.ModelRuntime with
            io.mlops4j.onnx.OnnxRuntime;
}
