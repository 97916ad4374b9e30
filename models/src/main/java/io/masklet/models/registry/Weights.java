package io.masklet.models.registry;

import io.masklet.models.checkpoint.Checkpoint;
import io.masklet.models.checkpoint.SafetensorsReader;
import io.masklet.models.checkpoint.StateDict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** The weights file of a model, wherever it lies. */
public interface Weights {

  /**
   * Reads the file; values are decoded on use.
   *
   * @throws io.masklet.models.checkpoint.CheckpointException if it is not a sound checkpoint
   */
  StateDict read();

  /**
   * SHA-256 of the file as it lies there, 64 hex digits; reads all of it.
   *
   * @throws ModelException if it cannot be read
   */
  String sha256();

  /** A file on disk, which must not change while what was read is used. */
  static Weights ofFile(Path file) {
    return new Weights() {
      @Override
      public StateDict read() {
        return Checkpoint.read(file);
      }

      @Override
      public String sha256() {
        try {
          return Sha256.of(file);
        } catch (IOException e) {
          throw new ModelException("weights in " + file + " cannot be read: " + e, e);
        }
      }
    };
  }

  /**
   * A safetensors file inside this library.
   *
   * @param path as for {@link Class#getResourceAsStream}
   */
  static Weights ofResource(String path) {
    return new Weights() {
      @Override
      public StateDict read() {
        return SafetensorsReader.read(path, ByteBuffer.wrap(resource(path)));
      }

      @Override
      public String sha256() {
        return Sha256.of(ByteBuffer.wrap(resource(path)));
      }
    };
  }

  /** All bytes of a file inside this library. */
  static byte[] resource(String path) {
    try (InputStream in = Weights.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new ModelException("this build of Masklet lacks " + path + "; build models anew");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new ModelException(path + " cannot be read: " + e, e);
    }
  }
}
