package io.starling.server.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.net.NetSocketInternal;
import java.util.List;

/**
 * Takes a connection out of Vert.x's hands once it is upgraded: the bare Netty channel, with an
 * empty pipeline. The only place that knows Vert.x's internals.
 */
final class Takeover {

  private Takeover() {}

  /**
   * Answers 101 with the headers set on the response, and hands over the channel on its event loop.
   */
  static Future<Channel> take(HttpServerRequest request) {
    return request
        .toNetSocket()
        .map(
            socket -> {
              Channel channel = ((NetSocketInternal) socket).channelHandlerContext().channel();
              empty(channel.pipeline());
              return channel;
            });
  }

  private static void empty(ChannelPipeline pipeline) {
    for (String name : List.copyOf(pipeline.names())) {
      if (pipeline.context(name) != null) {
        pipeline.remove(name);
      }
    }
  }
}
