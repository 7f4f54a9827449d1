package io.starling.server.hub;

import org.jspecify.annotations.Nullable;

/** What an encoder may ask of its variant, under the channel's lock. */
public final class VariantContext {

  private @Nullable Variant<?> variant;

  VariantContext() {}

  /** Whether a subscriber waits for a keyframe; true until one is committed. */
  public boolean takeKeyframeRequest() {
    return variant != null && variant.wantsKeyframe();
  }

  void bind(Variant<?> bound) {
    variant = bound;
  }
}
