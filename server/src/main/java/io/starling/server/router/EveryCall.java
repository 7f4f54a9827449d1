package io.starling.server.router;

import io.starling.server.channel.Announcements;
import io.starling.server.channel.Clients;
import io.starling.server.channel.Stage;
import io.starling.server.services.Vision;
import java.util.List;
import java.util.stream.Stream;

/** All methods that need no connection, for REST and for WebSocket. Immutable. */
public final class EveryCall {

  private final List<Call> all;

  public EveryCall(Stage stage, Vision vision) {
    var announcements = new Announcements(stage.viewers(), stage.allocator(), stage.clock());
    var administration =
        new Administration(new Clients(stage.viewers(), stage.clock()), stage.guards().bans());
    all =
        Stream.of(
                new EventMethods(stage.events(), announcements).all(),
                new ClientMethods(stage.viewers(), stage.clock()).all(),
                new GestureMethods(vision).all(),
                new AdminMethods(administration).all())
            .flatMap(List::stream)
            .toList();
  }

  /** As those with a connection call them. */
  public List<Method> methods() {
    return all.stream().map(Call::method).toList();
  }

  /** As those without one do. */
  public Calls calls() {
    return new Calls(all);
  }
}
