package io.starling.server.session;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.error.CloseCode;
import io.starling.server.auth.Principal;
import io.starling.server.hub.Frames;
import io.starling.server.hub.Outbox;
import io.starling.server.metrics.TrafficMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * One connected client: who it is, what it was sent and what it sent, and how it ends. Confined to
 * the connection's event loop.
 */
public final class Session {

  private final UUID id;
  private Principal principal;
  private final Connection connection;
  private final Outbox outbox;
  private final SessionClock clock;
  private final TrafficMetrics traffic;
  private final long startedNanos;
  private final List<Runnable> onClose = new ArrayList<>(1);
  private long receivedNanos;
  private long bytesReceived;
  private boolean stale;
  private boolean closed;

  public Session(
      Principal principal, Connection connection, Outbox outbox, SessionContext context) {
    this.id = context.ids().get();
    this.principal = principal;
    this.connection = connection;
    this.outbox = outbox;
    this.clock = context.clock();
    this.traffic = context.traffic();
    this.startedNanos = clock.nanoTime();
    this.receivedNanos = startedNanos;
    traffic.connections.increment();
  }

  public UUID id() {
    return id;
  }

  public Principal principal() {
    return principal;
  }

  /** It has proved to be somebody else than it was. */
  public void become(Principal other) {
    principal = other;
  }

  public String remoteAddress() {
    return connection.remoteAddress();
  }

  public Outbox outbox() {
    return outbox;
  }

  /** Whether its connection agreed to compressed frames, for choosing what it subscribes to. */
  public boolean deflates() {
    return outbox.deflates();
  }

  public SessionClock clock() {
    return clock;
  }

  /** Notes that something came: anything received counts as life. */
  public void received(int bytes) {
    receivedNanos = clock.nanoTime();
    bytesReceived += bytes;
    setStale(false);
    traffic.messagesIn.increment();
    traffic.bytesIn.add(bytes);
  }

  /** Sends one text message to this client alone. The caller keeps the buffer. */
  public void sendText(ByteBuf payload) {
    outbox.send(Frames.TEXT, payload);
  }

  /** Sends one binary message to this client alone. The caller keeps the buffer. */
  public void sendBinary(ByteBuf payload) {
    outbox.send(Frames.BINARY, payload);
  }

  /** Ends the connection with this code. */
  public void close(CloseCode code) {
    connection.close(code, code.reason());
  }

  public void close(CloseCode code, String reason) {
    connection.close(code, reason);
  }

  /** Runs something when the connection is gone. */
  public void onClose(Runnable action) {
    onClose.add(action);
  }

  /** The connection is gone: everything that the session held is let go. Idempotent. */
  public void closed() {
    if (!closed) {
      closed = true;
      outbox.close();
      onClose.forEach(Runnable::run);
      onClose.clear();
      setStale(false);
      traffic.connections.decrement();
    }
  }

  /** Whether it has been told to go, or is gone. */
  public boolean isClosing() {
    return closed || connection.isClosing();
  }

  public boolean isClosed() {
    return closed;
  }

  public long silentNanos() {
    return clock.nanoTime() - receivedNanos;
  }

  public long ageNanos() {
    return clock.nanoTime() - startedNanos;
  }

  public long bytesReceived() {
    return bytesReceived;
  }

  /** Whether it has been silent for longer than the heartbeat's warning time. */
  public boolean isStale() {
    return stale;
  }

  void markStale() {
    setStale(true);
  }

  private void setStale(boolean newStale) {
    if (stale != newStale) {
      stale = newStale;
      traffic.stale.add(newStale ? 1 : -1);
    }
  }
}
