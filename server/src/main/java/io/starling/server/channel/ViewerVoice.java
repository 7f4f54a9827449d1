package io.starling.server.channel;

import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.Failure;
import io.starling.protocol.message.Voice;
import io.starling.server.auth.Scope;
import io.starling.server.channel.voice.VoiceOutcome;
import io.starling.server.channel.voice.VoiceRelay;
import io.starling.server.channel.voice.VoiceVariant;
import io.starling.server.hub.Subscription;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one viewer says and hears. It is in one room at a time, and hears only while it wants to, is
 * subscribed and has set the control bit. Confined to the session's event loop.
 */
public final class ViewerVoice {

  /** A speaker who is refused is told so at most so often, however many chunks it sends. */
  private static final long TELL_INTERVAL = Duration.ofSeconds(1).toNanos();

  private final Viewer viewer;
  private final Stage stage;
  private String room = VoiceRelay.LOBBY;
  private @Nullable String except;
  private @Nullable VoiceVariant variant;
  private @Nullable Subscription live;
  private boolean entered;
  private boolean wanted;
  private boolean told;
  private long toldNanos;

  ViewerVoice(Viewer viewer, Stage stage) {
    this.viewer = viewer;
    this.stage = stage;
  }

  /** Goes to another room, to speak and to hear there; false if there are too many rooms. */
  public boolean enter(String other) {
    if (!stage.voice().enter(viewer.clientId(), other)) {
      return false;
    }
    if (entered && !other.equals(room)) {
      stage.voice().leave(viewer.clientId(), room);
    }
    entered = true;
    room = other;
    cancel();
    listen();
    return true;
  }

  /** Speaks, or says why that can't be. */
  public void say(Voice voice) {
    if (!viewer.session().principal().may(Scope.VOICE)) {
      refuse(voice, ErrorCode.FORBIDDEN, "Speaking needs the scope " + Scope.VOICE.wireName());
      return;
    }
    if (!enterOnce()) {
      refuse(voice, ErrorCode.SERVICE_UNAVAILABLE, "There are too many rooms");
      return;
    }
    if (except == null) {
      except = viewer.clientId();
      listen();
    }
    var client = new VoiceRelay.Client(viewer.clientId(), viewer.session().principal().name());
    VoiceOutcome outcome = stage.voice().say(client, room, voice);
    switch (outcome) {
      case RELAYED, LATE -> told = false;
      case SILENT -> {} // it has ended already
      case TAKEN -> refuse(voice, ErrorCode.FORBIDDEN, "Somebody else speaks as " + voice.agent());
      case NOT_YOURS ->
          refuse(
              voice, ErrorCode.FORBIDDEN, "Agent %d is somebody else's".formatted(voice.agent()));
      case FULL -> refuse(voice, ErrorCode.SERVICE_UNAVAILABLE, "There are too many voices");
    }
  }

  /** Whether it hears has changed, or how it is spoken to. */
  void hear(boolean nowWanted) {
    wanted = nowWanted;
    listen();
  }

  void closed() {
    if (entered) {
      stage.voice().leave(viewer.clientId(), room);
    }
  }

  private void listen() {
    if (!wanted || !enterOnce()) {
      cancel();
      return;
    }
    boolean inText = viewer.agreement().isHeaderless() || !viewer.wording().hasBinary();
    var now =
        new VoiceVariant(
            inText ? 1 : viewer.agreement().version(), inText ? viewer.wording() : null, except);
    if (!now.equals(variant)) {
      cancel();
      variant = now;
      live = stage.voice().listen(viewer.session().outbox(), room, now).orElse(null);
      if (live != null) {
        live.resume();
      }
    }
  }

  private void cancel() {
    variant = null;
    if (live != null) {
      live.cancel();
      live = null;
    }
  }

  private boolean enterOnce() {
    if (!entered) {
      entered = stage.voice().enter(viewer.clientId(), room);
    }
    return entered;
  }

  private void refuse(Voice voice, ErrorCode code, String reason) {
    long now = stage.clock().nanoTime();
    if (voice instanceof Voice.Chunk && told && now - toldNanos < TELL_INTERVAL) {
      return;
    }
    told = true;
    toldNanos = now;
    viewer.fail(Failure.of(code, reason, stage.clock().millis()));
  }
}
