package io.masklet.tracker.network.ort;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtTensorRTProviderOptions;
import io.masklet.models.registry.BuiltModel;
import io.masklet.tracker.network.NetworkException;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/** Opens the graphs of a model on the device asked for, and says which one it became and why. */
final class OrtSessions {

  private final OrtEnvironment environment;
  private final RuntimeOptions options;
  private final DeviceChoice choice;

  /**
   * @throws NetworkException if the device that was demanded cannot be had
   */
  OrtSessions(RuntimeOptions options) {
    this.environment = OrtEnvironment.getEnvironment(loggingLevel(), "masklet");
    this.options = options;
    this.choice = DeviceChoice.of(options);
  }

  /** What goes wrong comes as an exception; who debugs wants the library's own words too. */
  private static OrtLoggingLevel loggingLevel() {
    return LoggerFactory.getLogger(OrtSessions.class).isDebugEnabled()
        ? OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING
        : OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL;
  }

  /** One line for people: the device, and why not the other. */
  String deviceLine() {
    return choice.line(options.threads());
  }

  OrtEnvironment environment() {
    return environment;
  }

  /** Opens one graph. The caller closes the session. */
  OrtGraph open(BuiltModel model, String graphName) {
    try (SessionOptions sessionOptions = sessionOptions(model.graph(graphName))) {
      OrtSession session =
          environment.createSession(model.graph(graphName).toString(), sessionOptions);
      return new OrtGraph(environment, session, graphName + " of " + model.name());
    } catch (OrtException e) {
      throw new NetworkException(
          "Opening %s of model %s (%s) on %s failed: %s"
              .formatted(
                  graphName,
                  model.name(),
                  model.graph(graphName),
                  deviceLine(),
                  OrtGraph.reason(e)),
          e);
    }
  }

  @SuppressWarnings("MustBeClosedChecker") // ownership goes to the caller
  private SessionOptions sessionOptions(Path graph) throws OrtException {
    SessionOptions sessionOptions = new SessionOptions();
    sessionOptions.setIntraOpNumThreads(options.threads());
    sessionOptions.setInterOpNumThreads(1);
    sessionOptions.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
    // Decoder and encoder threads need the cores between our calls.
    sessionOptions.addConfigEntry("session.intra_op.allow_spinning", "0");
    if (choice.device() == Device.TENSORRT) {
      addTensorRt(sessionOptions, graph);
    }
    if (choice.device() != Device.CPU) {
      sessionOptions.addCUDA(); // under TensorRT, for what that cannot do
    }
    return sessionOptions;
  }

  /** Engines, which take minutes to make, are kept beside the graph and go when it goes. */
  private static void addTensorRt(SessionOptions sessionOptions, Path graph) throws OrtException {
    try (OrtTensorRTProviderOptions tensorRt = new OrtTensorRTProviderOptions(0)) {
      tensorRt.add("trt_engine_cache_enable", "1");
      tensorRt.add("trt_engine_cache_path", graph.resolveSibling("tensorrt").toString());
      sessionOptions.addTensorrt(tensorRt);
    }
  }
}
