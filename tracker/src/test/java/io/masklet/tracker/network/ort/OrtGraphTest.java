package io.masklet.tracker.network.ort;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import org.junit.jupiter.api.Test;

class OrtGraphTest {

  /** What ONNX Runtime 1.28 said of SAM 2.1 tiny in an address space of 2.6 GB. */
  @Test
  void reason_arenaIsFull_saysMemoryAndWhatToDo() {
    String said =
        "Error code - ORT_FAIL - message: Non-zero status code returned while running Gemm node."
            + " Name:'MatMul_6/MatMulAddFusion' Status Message: bfc_arena.cc:359 void*"
            + " onnxruntime::BFCArena::AllocateRawInternal(size_t, bool, onnxruntime::Stream*)"
            + " Failed to allocate memory for requested buffer of size 25165824";
    assertThat(OrtGraph.reason(new OrtException(said)))
        .startsWith("there is not enough free memory. Close other programs")
        .contains("--image-size")
        .endsWith("buffer of size 25165824");
  }

  @Test
  void reason_sessionCannotBeMade_saysMemoryToo() {
    assertThat(OrtGraph.reason(new OrtException("Exception during initialization: std::bad_alloc")))
        .startsWith("there is not enough free memory");
  }

  @Test
  void reason_anythingElse_isWhatTheRuntimeSays() {
    assertThat(OrtGraph.reason(new OrtException("Invalid rank"))).isEqualTo("Invalid rank");
  }
}
