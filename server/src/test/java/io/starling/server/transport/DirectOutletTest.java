package io.starling.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.unix.UnixChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class DirectOutletTest {

  private final BlockingQueue<Channel> accepted = new LinkedBlockingQueue<>();
  private EventLoopGroup loops;
  private Channel server;

  @BeforeEach
  void listen() throws Exception {
    loops = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    server =
        new ServerBootstrap()
            .group(loops)
            .channel(EpollServerSocketChannel.class)
            .childHandler(keep())
            .bind(InetAddress.getLoopbackAddress(), 0)
            .sync()
            .channel();
  }

  @AfterEach
  void stop() throws InterruptedException {
    server.close().sync();
    loops.shutdownGracefully().sync();
  }

  /** The number of its descriptor belongs to the next connection by then. */
  @Test
  void isNotReadyOnceItsSocketIsClosed() throws Exception {
    try (Socket client = connect()) {
      assertThat(client.isConnected()).isTrue();
      Channel channel = accepted.take();
      var outlet = new DirectOutlet((UnixChannel) channel);

      boolean before = onLoop(channel, outlet::ready);
      boolean after =
          onLoop(
              channel,
              () -> {
                channel.close();
                return outlet.ready();
              });

      assertThat(before).isTrue();
      assertThat(after).isFalse();
    }
  }

  private Socket connect() throws Exception {
    InetSocketAddress address = (InetSocketAddress) server.localAddress();
    return new Socket(address.getAddress(), address.getPort());
  }

  private static boolean onLoop(Channel channel, Callable<Boolean> question) throws Exception {
    return channel.eventLoop().submit(question).get();
  }

  private ChannelHandler keep() {
    return new ChannelInitializer<Channel>() {
      @Override
      protected void initChannel(Channel channel) {
        accepted.add(channel);
      }
    };
  }
}
