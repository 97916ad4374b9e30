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

  @Override
  public void finish() throws VideoException {
    for (MaskletSink sink : sinks) {
      sink.finish();
    }
  }

  @Override
  public void close() {
    sinks.forEach(MaskletSink::close);
  }
}
