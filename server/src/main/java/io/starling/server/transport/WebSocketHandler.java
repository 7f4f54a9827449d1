package io.starling.server.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.starling.protocol.error.CloseCode;
import io.starling.server.hub.Frames;
import io.starling.server.session.Session;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection's frames: puts fragments together within bounds, answers pings and the closing
 * handshake, and hands whole messages on. Confined to the connection's event loop.
 */
final class WebSocketHandler extends ChannelInboundHandlerAdapter {

  private static final Logger LOG = LoggerFactory.getLogger(WebSocketHandler.class);

  /** So many fragments lie where they came; more are put together. */
  private static final int MAX_PIECES = 1_024;

  private final NettyConnection connection;
  private final Session session;
  private final Inbound inbound;
  private final MessageBounds bounds;
  private final Inflation inflation;
  private @Nullable CompositeByteBuf fragments;
  private boolean fragmentsAreText;
  private boolean fragmentsAreDeflated;
  private int fragmentCount;

  WebSocketHandler(
      NettyConnection connection,
      Session session,
      Inbound inbound,
      MessageBounds bounds,
      Inflation inflation) {
    this.connection = connection;
    this.session = session;
    this.inbound = inbound;
    this.bounds = bounds;
    this.inflation = inflation;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof FrameGuard.Part part) {
      take(part);
      return;
    }
    if (!(message instanceof WebSocketFrame frame)) {
      ReferenceCountUtil.release(message);
      return;
    }
    try {
      if (!connection.isClosing() || frame instanceof CloseWebSocketFrame) {
        session.received(frame.content().readableBytes());
        accept(context, frame);
      }
    } finally {
      frame.release();
    }
  }

  private void take(FrameGuard.Part part) {
    try {
      if (!connection.isClosing()) {
        session.received(part.bytes().readableBytes());
        inbound.part(part.bytes(), part.last());
      }
    } finally {
      part.bytes().release();
    }
  }

  private void accept(ChannelHandlerContext context, WebSocketFrame frame) {
    switch (frame) {
      case TextWebSocketFrame text -> begin(context, text, true);
      case BinaryWebSocketFrame binary -> begin(context, binary, false);
      case ContinuationWebSocketFrame more -> append(context, more);
      case PingWebSocketFrame ping -> session.outbox().send(Frames.PONG, ping.content());
      case CloseWebSocketFrame close -> connection.closedByPeer(close.statusCode());
      default -> {} // a pong: it counted as life
    }
  }

  private void begin(ChannelHandlerContext context, WebSocketFrame frame, boolean isText) {
    if (frame.isFinalFragment()) {
      deliver(context, frame.content(), isText, isDeflated(frame));
      return;
    }
    CompositeByteBuf first = frame.content().alloc().compositeBuffer(MAX_PIECES);
    first.addComponent(true, frame.content().retain());
    fragments = first;
    fragmentsAreText = isText;
    fragmentsAreDeflated = isDeflated(frame);
    fragmentCount = 1;
  }

  /** Other bits than that of permessage-deflate don't come past the guard. */
  private static boolean isDeflated(WebSocketFrame frame) {
    return frame.rsv() != 0;
  }

  private void append(ChannelHandlerContext context, ContinuationWebSocketFrame frame) {
    CompositeByteBuf whole = fragments;
    if (whole == null) {
      return; // the guard has refused it already
    }
    if (++fragmentCount > bounds.maxFragments()) {
      tooManyFragments();
      return;
    }
    whole.addComponent(true, frame.content().retain());
    if (frame.isFinalFragment()) {
      fragments = null;
      try {
        deliver(context, whole, fragmentsAreText, fragmentsAreDeflated);
      } finally {
        whole.release();
      }
    }
  }

  private void deliver(
      ChannelHandlerContext context, ByteBuf message, boolean isText, boolean isDeflated) {
    if (!isDeflated) {
      deliver(message, isText);
      return;
    }
    ByteBuf plain = inflation.inflate(message, bounds.maxBytes(), context.alloc());
    try {
      if (isText && !Utf8Check.isUtf8(plain)) {
        throw FrameFault.NO_UTF8.exception();
      }
      deliver(plain, isText);
    } finally {
      plain.release();
    }
  }

  private void deliver(ByteBuf message, boolean isText) {
    if (isText) {
      inbound.text(message);
    } else {
      inbound.binary(message);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    switch (event) {
      case FrameGuard.Event.UNFINISHED ->
          connection.close(
              CloseCode.POLICY_VIOLATION,
              "A message was not finished in " + bounds.patience().toMillis() + " ms");
      case FrameGuard.Event.TOO_MANY_FRAGMENTS -> tooManyFragments();
      default -> {} // Netty's own
    }
  }

  private void tooManyFragments() {
    connection.close(
        CloseCode.POLICY_VIOLATION,
        "A message has more than " + bounds.maxFragments() + " fragments");
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (context.channel().isWritable()) {
      session.outbox().wake();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (fragments != null) {
      fragments.release();
      fragments = null;
    }
    session.closed();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    switch (cause) {
      case CorruptedWebSocketFrameException broken ->
          refuse(broken.closeStatus(), broken.getMessage());
      case IOException _ -> context.close(); // the other side is gone
      default -> {
        String fault = Integer.toHexString(System.identityHashCode(cause));
        LOG.atError().addKeyValue("fault", fault).setCause(cause).log("connection failed");
        connection.close(CloseCode.INTERNAL_ERROR, "Internal error " + fault);
      }
    }
  }

  private void refuse(WebSocketCloseStatus status, @Nullable String message) {
    CloseCode code =
        switch (status.code()) {
          case 1007 -> CloseCode.INVALID_TEXT;
          case 1009 -> CloseCode.MESSAGE_TOO_LARGE;
          default -> CloseCode.PROTOCOL_ERROR;
        };
    connection.fail(code, message == null ? code.reason() : message);
  }
}
