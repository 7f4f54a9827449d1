package io.starling.server.channel;

import io.starling.protocol.json.JsonText;
import io.starling.protocol.message.ServerMessage;
import io.starling.server.hub.Loop;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Tells a viewer that has set DEBUG_MODE, by an event {@code debug} a second, how it is served.
 * Confined to the session's event loop.
 */
final class ViewerDebug {

  private static final String CHANNEL = "debug";
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final Viewer viewer;
  private final Stage stage;
  private final Loop loop;
  private boolean scheduled;

  ViewerDebug(Viewer viewer, Stage stage, Loop loop) {
    this.viewer = viewer;
    this.stage = stage;
    this.loop = loop;
  }

  void bitsChanged() {
    if (viewer.isDebugging() && !scheduled) {
      scheduled = true;
      loop.schedule(this::tell, INTERVAL);
    }
  }

  private void tell() {
    scheduled = false;
    if (viewer.isDebugging() && !viewer.session().isClosed()) {
      viewer.send(
          new ServerMessage.Event(CHANNEL, 0, JsonText.of(figures()), stage.clock().millis()));
      bitsChanged();
    }
  }

  private Map<String, Object> figures() {
    ViewerStreams streams = viewer.subscriptions().streams();
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("tier", streams.tier().name().toLowerCase(Locale.ROOT));
    figures.put("hertz", streams.tier().hertz());
    figures.put("bytes", viewer.session().outbox().bytes());
    figures.put("messages", viewer.session().outbox().messages());
    figures.put("lag", viewer.session().outbox().lag());
    figures.put("drops", viewer.session().outbox().skipped());
    return figures;
  }
}
