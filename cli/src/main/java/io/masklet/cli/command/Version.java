package io.masklet.cli.command;

import io.masklet.core.video.FfmpegBuild;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What {@code masklet --version} prints: us, and the parts that matter for bugs and licences. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() throws IOException {
    Properties build = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("/io/masklet/cli/build.properties")) {
      if (in != null) {
        build.load(in);
      }
    }
    return new String[] {
      "masklet " + build.getProperty("version", "of unknown version"),
      "ONNX Runtime " + build.getProperty("onnxruntime", "of unknown version"),
      FfmpegBuild.describe(),
      "Java " + Runtime.version()
    };
  }
}
