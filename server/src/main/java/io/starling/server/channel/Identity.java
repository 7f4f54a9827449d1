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
import io.starling.server.hub.Loop;
import io.starling.server.limits.Admission;
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

  private static final Duration LONGEST_WAIT = Duration.ofDays(1);

  private final Viewer viewer;
  private final Guards guards;
  private final Loop loop;
  private final Entrance entrance;
  private final SessionClock clock;
  private boolean known = true;
  private boolean asking;
  private int turn;
  private Runnable whenDecided = () -> {};
  private Admission.@Nullable Slot slot;

  Identity(Viewer viewer, Guards guards, Loop loop, Entrance entrance) {
    this.viewer = viewer;
    this.guards = guards;
    this.loop = loop;
    this.entrance = entrance;
    this.clock = viewer.session().clock();
    viewer.session().onClose(this::freeSlot);
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

  /** What is to be done when the answer is there. */
  public void onDecided(Runnable action) {
    whenDecided = action;
  }

  /** Nobody is let in unknown here: it has to say who it is. */
  public void mustAuthenticate() {
    known = false;
    loop.schedule(
        () -> {
          if (!known) {
            viewer.session().close(CloseCode.AUTHENTICATION_FAILED);
          }
        },
        UNKNOWN);
  }

  /** The handshake has told who it is, and until when. */
  public void begin(Optional<Instant> expiry) {
    if (takesSlot(viewer.session().principal())) {
      expiry.ifPresent(this::await);
    }
  }

  /** Checks a token; the answer comes later. */
  public void authenticate(Authenticate request) {
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
    if (!viewer.session().isClosed()) {
      switch (verdict) {
        case Verdict.Accepted accepted -> become(accepted, id);
        case Verdict.Refused refused -> refuse(refused, id);
      }
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
    turn++;
    viewer.session().become(principal);
    viewer.send(new ServerMessage.Authenticated(principal.name(), id, clock.millis()));
    viewer.subscriptions().reconsider();
    accepted.expiry().ifPresent(this::await);
  }

  private void refuse(Verdict.Refused refused, @Nullable RequestId id) {
    if (viewer.intake().takesFailedAuthentication()) {
      viewer.fail(Failure.of(refused.code(), refused.reason(), clock.millis()).withId(id));
    }
  }

  /**
   * Takes the new user's slot, then frees the old one's; closes the connection if there is none.
   */
  private boolean takesSlot(Principal principal) {
    return switch (guards.connections().tryUser(principal.name())) {
      case Admission.Opened(var taken) -> {
        freeSlot();
        slot = taken;
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

  private void await(Instant expiry) {
    int mine = turn;
    Duration left = Duration.ofMillis(expiry.toEpochMilli() - clock.millis());
    Duration wait = left.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : left;
    loop.schedule(
        () -> {
          if (mine == turn && !viewer.session().isClosed()) {
            if (expiry.toEpochMilli() <= clock.millis()) {
              expire(mine);
            } else {
              await(expiry);
            }
          }
        },
        wait.isNegative() ? Duration.ZERO : wait);
  }

  private void expire(int mine) {
    viewer.fail(Failure.of(ErrorCode.TOKEN_EXPIRED, clock.millis()));
    loop.schedule(
        () -> {
          if (mine == turn) {
            viewer.session().close(CloseCode.TOKEN_EXPIRED);
          }
        },
        EXPIRED);
  }
}
