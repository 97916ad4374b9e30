package io.masklet.tracker.network.ort;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.masklet.models.registry.GraphVariant;
import io.masklet.tracker.network.NetworkException;

/**
 * The device that was asked for, if it can be had.
 *
 * @param device never {@link Device#AUTO}
 * @param variant the graphs that suit it
 * @param whyNotCuda a few words, for the CPU
 */
record DeviceChoice(Device device, GraphVariant variant, String whyNotCuda) {

  /**
   * Chooses.
   *
   * @throws NetworkException if what was demanded cannot be had
   */
  static DeviceChoice of(RuntimeOptions options) {
    Device asked = options.device();
    if (options.precision() == Precision.INT8) {
      requireCpu(asked);
      return new DeviceChoice(Device.CPU, GraphVariant.CPU_INT8, "int8 is for the CPU");
    }
    return switch (asked) {
      case CPU -> cpu("asked for the CPU");
      case CUDA -> demanded(asked, GraphVariant.CUDA, "CUDA 12 with cuDNN 9");
      case TENSORRT -> demanded(asked, GraphVariant.TENSORRT, "CUDA 12 and TensorRT 10");
      case AUTO -> {
        String why = whyNot(Device.CUDA);
        yield why.isEmpty() ? new DeviceChoice(Device.CUDA, GraphVariant.CUDA, "") : cpu(why);
      }
    };
  }

  /** One line for people: the device, and why not the other. */
  String line(int threads) {
    return switch (device) {
      case CUDA -> "CUDA";
      case TENSORRT -> "TensorRT";
      default ->
          "CPU, " + threads + (threads == 1 ? " thread" : " threads") + " (" + whyNotCuda + ")";
    };
  }

  private static DeviceChoice cpu(String whyNotCuda) {
    return new DeviceChoice(Device.CPU, GraphVariant.CPU, whyNotCuda);
  }

  private static void requireCpu(Device asked) {
    if (asked == Device.CUDA || asked == Device.TENSORRT) {
      throw new NetworkException(
          "Cannot compute in int8 on %s: the int8 graphs are made for the CPU. Use --device cpu, or leave --precision out."
              .formatted(name(asked)));
    }
  }

  private static DeviceChoice demanded(Device device, GraphVariant variant, String needs) {
    String why = whyNot(device);
    if (!why.isEmpty()) {
      throw new NetworkException(
          "Cannot run on %s: %s. Masklet needs an NVIDIA driver and %s on the library path; use --device cpu or --device auto to run without."
              .formatted(name(device), why, needs));
    }
    return new DeviceChoice(device, variant, "");
  }

  /** Empty if the provider is there and loads, else the reason in a few words. */
  private static String whyNot(Device device) {
    OrtProvider provider = device == Device.CUDA ? OrtProvider.CUDA : OrtProvider.TENSOR_RT;
    if (!OrtEnvironment.getAvailableProviders().contains(provider)) {
      return OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)
          ? "this build of ONNX Runtime has no TensorRT"
          : "this build carries the CPU-only ONNX Runtime";
    }
    if (!NvidiaDriver.isPresent()) {
      return "no NVIDIA driver found";
    }
    try (SessionOptions probe = new SessionOptions()) {
      if (device == Device.CUDA) {
        probe.addCUDA();
      } else {
        probe.addTensorrt(0);
      }
      return "";
    } catch (OrtException e) {
      return device == Device.CUDA
          ? "its CUDA part did not load, which needs CUDA 12 and cuDNN 9"
          : "its TensorRT part did not load, which needs TensorRT 10";
    }
  }

  private static String name(Device device) {
    return device == Device.CUDA ? "CUDA" : "TensorRT";
  }
}
