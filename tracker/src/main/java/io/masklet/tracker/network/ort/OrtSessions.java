package io.masklet.tracker.network.ort;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.masklet.models.registry.BuiltModel;
import io.masklet.tracker.network.NetworkException;
import org.slf4j.LoggerFactory;

/** Opens the graphs of a model on the device asked for, and says which one it became and why. */
final class OrtSessions {

  private final OrtEnvironment environment;
  private final RuntimeOptions options;
  private final boolean cuda;
  private final String deviceLine;

  /**
   * @throws NetworkException if CUDA was demanded and cannot be had
   */
  OrtSessions(RuntimeOptions options) {
    this.environment = OrtEnvironment.getEnvironment(loggingLevel(), "masklet");
    this.options = options;
    String whyNoCuda = options.device() == Device.CPU ? "asked for the CPU" : whyNoCuda();
    this.cuda = whyNoCuda.isEmpty();
    if (options.device() == Device.CUDA && !cuda) {
      throw new NetworkException(
          "Cannot run on CUDA: "
              + whyNoCuda
              + ". Masklet needs an NVIDIA driver and CUDA 12 with cuDNN 9 on the library path;"
              + " use --device cpu or --device auto to run without.");
    }
    this.deviceLine = cuda ? "CUDA" : "CPU, " + threadText() + " (" + whyNoCuda + ")";
  }

  /** What goes wrong comes as an exception; who debugs wants the library's own words too. */
  private static OrtLoggingLevel loggingLevel() {
    return LoggerFactory.getLogger(OrtSessions.class).isDebugEnabled()
        ? OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING
        : OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL;
  }

  private String threadText() {
    return options.threads() == 1 ? "1 thread" : options.threads() + " threads";
  }

  /** One line for people: the device, and why not the other. */
  String deviceLine() {
    return deviceLine;
  }

  OrtEnvironment environment() {
    return environment;
  }

  /** Opens one graph. The caller closes the session. */
  OrtGraph open(BuiltModel model, String graphName) {
    try (SessionOptions sessionOptions = sessionOptions()) {
      OrtSession session =
          environment.createSession(model.graph(graphName).toString(), sessionOptions);
      return new OrtGraph(environment, session, graphName + " of " + model.name());
    } catch (OrtException e) {
      throw new NetworkException(
          "Opening %s of model %s (%s) on %s failed: %s"
              .formatted(
                  graphName, model.name(), model.graph(graphName), deviceLine, e.getMessage()),
          e);
    }
  }

  @SuppressWarnings("MustBeClosedChecker") // ownership goes to the caller
  private SessionOptions sessionOptions() throws OrtException {
    SessionOptions sessionOptions = new SessionOptions();
    sessionOptions.setIntraOpNumThreads(options.threads());
    sessionOptions.setInterOpNumThreads(1);
    sessionOptions.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
    // Decoder and encoder threads need the cores between our calls.
    sessionOptions.addConfigEntry("session.intra_op.allow_spinning", "0");
    if (cuda) {
      sessionOptions.addCUDA();
    }
    return sessionOptions;
  }

  /** Empty if the CUDA provider is there and loads, else the reason in a few words. */
  private static String whyNoCuda() {
    if (!OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
      return "this build carries the CPU-only ONNX Runtime";
    }
    if (!NvidiaDriver.isPresent()) {
      return "no NVIDIA driver found";
    }
    try (SessionOptions probe = new SessionOptions()) {
      probe.addCUDA();
      return "";
    } catch (OrtException e) {
      return "its CUDA part did not load, which needs CUDA 12 and cuDNN 9";
    }
  }
}
