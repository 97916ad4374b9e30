package io.masklet.cli.run;

import io.masklet.core.export.MaskletSink;
import io.masklet.core.frame.Frame;
import io.masklet.core.frame.VideoException;
import io.masklet.core.mask.MaskObservation;
import java.util.ArrayList;
import java.util.List;

/** Several sinks as one. Sinks added are owned. */
final class TeeSink implements MaskletSink {

  private final List<MaskletSink> sinks = new ArrayList<>();

  void add(MaskletSink sink) {
    sinks.add(sink);
  }

  @Override
  public void write(Frame frame, List<MaskObservation> objects) throws VideoException {
    for (MaskletSink sink : sinks) {
      sink.write(frame, objects);
    }
  }

  /** Completes every sink, also after one of them failed; what is whole is worth keeping. */
  @Override
  public void finish() throws VideoException {
    VideoException first = null;
    for (MaskletSink sink : sinks) {
      try {
        sink.finish();
      } catch (VideoException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }

  @Override
  public void close() {
    sinks.forEach(MaskletSink::close);
  }
}
