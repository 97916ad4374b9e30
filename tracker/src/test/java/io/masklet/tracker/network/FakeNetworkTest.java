package io.masklet.tracker.network;

class FakeNetworkTest extends Sam2NetworkContract {

  @Override
  protected Sam2Network open() {
    return new FakeNetwork();
  }
}
