package io.starling.server.services;

import io.starling.server.services.ServiceEvent.Gesture;
import io.starling.server.services.ServiceEvent.Trouble;

/** What the camera's side says: gestures, or that it can't see. Thread-safe. */
public final class Vision {

  private final EventPublisher publisher;
  private final Services services;

  public Vision(EventPublisher publisher, Services services) {
    this.publisher = publisher;
    this.services = services;
  }

  /** A gesture was seen, so the service is there. */
  public void saw(Gesture gesture) {
    services.started(Services.VISION, "Vision service connected");
    publisher.publish(gesture);
  }

  /** The camera failed, so the service is not. */
  public void failed(String error, String details) {
    publisher.failed(error, details, Trouble.CAMERA_ERROR);
    services.stopped(Services.VISION, error);
  }
}
