package io.starling.server.transport;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.starling.server.session.Session;

/**
 * What the bytes of an upgraded connection go through: our guard, Netty's decoder of frames, our
 * handler of messages.
 *
 * @param deflates whether permessage-deflate was agreed
 */
record WebSocketPipeline(MessageBounds bounds, boolean deflates, Inflation inflation) {

  /** Puts it into an empty pipeline. On the channel's event loop. */
  void assemble(Channel channel, NettyConnection connection, Session session, Inbound inbound) {
    channel
        .pipeline()
        .addLast(new FrameGuard(bounds, deflates, inbound::maxBinaryBytes))
        .addLast(decoder())
        .addLast(new WebSocketHandler(connection, session, inbound, bounds, inflation));
  }

  private WebSocket13FrameDecoder decoder() {
    return new WebSocket13FrameDecoder(
        WebSocketDecoderConfig.newBuilder()
            .expectMaskedFrames(true)
            .allowExtensions(deflates)
            .allowMaskMismatch(false)
            .closeOnProtocolViolation(false)
            .maxFramePayloadLength(bounds.maxBytes())
            .withUTF8Validator(false)
            .build());
  }
}
