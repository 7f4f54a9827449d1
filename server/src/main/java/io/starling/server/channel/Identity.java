package io.starling.server.channel;

import io.starling.protocol.error.CloseCode;
import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.Failure;
import io.starling.protocol.error.RequestId;
import io.starling.protocol.message.ClientMessage.Authenticate;
import io.starling.protocol.message.ServerMessage;
import io.starling.server.auth.Credential;
import io.starling.server.auth.Principal;
import io.starling.server.auth.Verdict;
import io.starling.server.limits.Admission;
import io.starling.server.session.Deadlines;
import io.starling.server.session.Guards;
import io.starling.server.session.SessionClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Who one viewer is, and for how long: it may prove it at any time, must where nobody is let in
 * unknown, and again when its token ends. Confined to the session's event loop.
 */
public final class Identity {

  /** Who must say who they are has so long. */
  static final Duration UNKNOWN = Duration.ofSeconds(10);

  /** Whose token has expired has so long to show another. */
  static final Duration EXPIRED = Duration.ofSeconds(30);

  private final Viewer viewer;
  private final Guards guards;
  private final Entrance entrance;
  private final SessionClock clock;
  private boolean known = true;
  private boolean asking;
  private Runnable whenDecided = () -> {};
  private Optional<Instant> expiry = Optional.empty();
  private Deadlines.@Nullable Deadline deadline;
  private Admission.@Nullable Slot slot;
  private String slotOf = "";

  Identity(Viewer viewer, Guards guards, Entrance entrance) {
    this.viewer = viewer;
    this.guards = guards;
    this.entrance = entrance;
    this.clock = viewer.session().clock();
    viewer.session().onClose(this::closed);
  }

  /** What a Nostr event of this connection must sign. */
  public @Nullable String challenge() {
    return entrance.challenge();
  }

  /** Whether it may say more than who it is. */
  public boolean isKnown() {
    return known;
  }

  /** Whether an answer to {@link #authenticate} is awaited; what follows it must wait. */
  public boolean isAsking() {
    return asking;
  }

  /** When its token ends, or ended; empty where it has none. */
  public Optional<Instant> expiry() {
    return expiry;
  }

  /** What is to be done when the answer is there. */
  public void onDecided(Runnable action) {
    whenDecided = action;
  }

  /** Nobody is let in unknown here: it has to say who it is. */
  public void mustAuthenticate() {
    known = false;
    closeAfter(UNKNOWN, CloseCode.AUTHENTICATION_FAILED);
  }

  /** The handshake has told who it is, and until when. */
  public void begin(Optional<Instant> end) {
    if (takesSlot(viewer.session().principal())) {
      await(end);
    }
  }

  /** Checks a token; the answer comes later. */
  public void authenticate(Authenticate request) {
    if (!viewer.intake().takesAuthentication()) {
      return;
    }
    asking = true;
    guards
        .authenticator()
        .authenticate(
            new Credential.Message(request.token(), request.pubkey()),
            entrance.occasion(guards.hosts()))
        .thenAccept(verdict -> decideOnLoop(verdict, request.id()));
  }

  private void decideOnLoop(Verdict verdict, @Nullable RequestId id) {
    try {
      viewer.execute(() -> decide(verdict, id));
    } catch (RejectedExecutionException ended) {
      asking = false; // the server has stopped meanwhile
    }
  }

  private void decide(Verdict verdict, @Nullable RequestId id) {
    asking = false;
    if (viewer.session().isClosing()) {
      return;
    }
    switch (verdict) {
      case Verdict.Accepted accepted -> become(accepted, id);
      case Verdict.Refused refused -> refuse(refused, id);
    }
    whenDecided.run();
  }

  private void become(Verdict.Accepted accepted, @Nullable RequestId id) {
    Principal principal = accepted.principal();
    if (guards.bans().find(viewer.session().remoteAddress(), principal.name()).isPresent()) {
      viewer.session().close(CloseCode.BANNED);
      return;
    }
    if (!takesSlot(principal)) {
      return;
    }
    known = true;
    viewer.session().become(principal);
    viewer.send(new ServerMessage.Authenticated(principal.name(), id, clock.millis()));
    viewer.reconsider();
    await(accepted.expiry());
  }

  private void refuse(Verdict.Refused refused, @Nullable RequestId id) {
    if (viewer.intake().takesFailedAuthentication()) {
      viewer.fail(Failure.of(refused.code(), refused.reason(), clock.millis()).withId(id));
    }
  }

  /**
   * Takes the new user's slot, then frees the old one's; closes the connection if there is none.
   * Whoever stays who it was keeps its slot, and so can refresh its token where all are taken.
   */
  private boolean takesSlot(Principal principal) {
    if (slot != null && slotOf.equals(principal.name())) {
      return true;
    }
    return switch (guards.connections().tryUser(principal.name())) {
      case Admission.Opened(var taken) -> {
        freeSlot();
        slot = taken;
        slotOf = principal.name();
        yield true;
      }
      case Admission.Refused _ -> {
        viewer.session().close(CloseCode.CONNECTION_LIMIT);
        yield false;
      }
    };
  }

  private void freeSlot() {
    if (slot != null) {
      slot.close();
      slot = null;
    }
  }

  /** A token ends by the wall clock, as the token says; all else here goes by the monotonic one. */
  private void await(Optional<Instant> end) {
    callOff();
    expiry = end;
    end.ifPresent(at -> deadline = entrance.deadlines().at(at.toEpochMilli(), this::expire));
  }

  private void expire() {
    viewer.fail(Failure.of(ErrorCode.TOKEN_EXPIRED, clock.millis()));
    closeAfter(EXPIRED, CloseCode.TOKEN_EXPIRED);
  }

  private void closeAfter(Duration time, CloseCode code) {
    callOff();
    deadline = entrance.deadlines().in(time.toNanos(), () -> viewer.session().close(code));
  }

  private void callOff() {
    if (deadline != null) {
      deadline.cancel();
      deadline = null;
    }
  }

  private void closed() {
    callOff();
    freeSlot();
  }
}
