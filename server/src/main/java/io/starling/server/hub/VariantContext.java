package io.starling.server.hub;

import org.jspecify.annotations.Nullable;

/** What an encoder may ask of its variant, under the channel's lock. */
public final class VariantContext {

  private @Nullable Variant<?> variant;

  VariantContext() {}

  /** Whether a subscriber has asked for a keyframe since the last call. */
  public boolean takeKeyframeRequest() {
    return variant != null && variant.takeKeyframeRequest();
  }

  void bind(Variant<?> bound) {
    variant = bound;
  }
}
