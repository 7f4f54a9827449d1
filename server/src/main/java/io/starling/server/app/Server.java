package io.starling.server.app;

import io.netty.buffer.ByteBufAllocator;
import io.starling.graph.folder.FolderException;
import io.starling.graph.folder.FolderGraph;
import io.starling.graph.folder.FolderOptions;
import io.starling.graph.layout.LayoutParameters;
import io.starling.graph.simulation.Simulation;
import io.starling.server.app.configuration.Configuration;
import io.starling.server.auth.AuthMode;
import io.starling.server.auth.Authenticator;
import io.starling.server.auth.OriginPolicy;
import io.starling.server.auth.Principal;
import io.starling.server.channel.Dragging;
import io.starling.server.channel.EventChannels;
import io.starling.server.channel.GraphUpdates;
import io.starling.server.channel.InitialLoads;
import io.starling.server.channel.LiveGraph;
import io.starling.server.channel.OwnThread;
import io.starling.server.channel.PositionStream;
import io.starling.server.channel.Stage;
import io.starling.server.channel.Viewers;
import io.starling.server.channel.agent.Agents;
import io.starling.server.channel.agent.MotionLimits;
import io.starling.server.channel.voice.VoiceRelay;
import io.starling.server.hub.Hub;
import io.starling.server.limits.AddressLimits;
import io.starling.server.limits.Bans;
import io.starling.server.limits.ConnectionBounds;
import io.starling.server.limits.ConnectionLimits;
import io.starling.server.limits.Offences;
import io.starling.server.metrics.HubMetrics;
import io.starling.server.metrics.MetricsRegistry;
import io.starling.server.metrics.TrafficMetrics;
import io.starling.server.rest.Problems;
import io.starling.server.rest.RestApi;
import io.starling.server.router.AgentMethods;
import io.starling.server.router.AgentReports;
import io.starling.server.router.EveryCall;
import io.starling.server.router.Method;
import io.starling.server.router.Methods;
import io.starling.server.router.Router;
import io.starling.server.router.SessionMethods;
import io.starling.server.services.EventPublisher;
import io.starling.server.session.Guards;
import io.starling.server.session.Heartbeat;
import io.starling.server.session.SessionClock;
import io.starling.server.session.SessionContext;
import io.starling.server.transport.Acceptor;
import io.starling.server.transport.Access;
import io.starling.server.transport.Endpoints;
import io.starling.server.transport.HttpFront;
import io.starling.server.transport.MessageSizes;
import io.starling.server.transport.Patience;
import io.starling.server.transport.TransportKind;
import io.vertx.core.Vertx;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running server: wires everything from top to bottom and closes it in reverse. Thread-safe
 * once started.
 */
public final class Server implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Server.class);

  private static final long LAYOUT_SEED = 42;

  /** Whoever has not gone by then is cut off. */
  private static final long DRAIN_SECONDS = 20;

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final ByteBufAllocator allocator;
  private final HubMetrics hubMetrics = new HubMetrics();
  private final TrafficMetrics traffic = new TrafficMetrics();
  private final SessionClock clock;
  private final Duration stallLimit;
  private final Heartbeat heartbeat;
  private final Patience patience;
  private final Configuration configuration;
  private volatile boolean ready;
  private @Nullable EventPublisher events;
  private int port;
  private String host = "";

  private Server(Surroundings surroundings) {
    this.allocator = surroundings.allocator();
    this.clock = surroundings.clock();
    this.stallLimit = surroundings.stallLimit();
    this.heartbeat = surroundings.heartbeat();
    this.patience = surroundings.patience();
    this.configuration = surroundings.configuration();
  }

  /**
   * Starts to serve a folder.
   *
   * @throws CommandException with a sentence, when that can't be
   */
  public static Server start(ServeOptions options) {
    return start(options, Surroundings.USUAL);
  }

  /**
   * Starts to serve a folder, as it is configured.
   *
   * @throws CommandException with a sentence, when that can't be
   */
  public static Server start(Path folder, Configuration configuration) {
    Configuration.Listening on = configuration.server();
    return start(
        new ServeOptions(folder, on.host(), on.port(), on.bench()), Surroundings.of(configuration));
  }

  static Server start(ServeOptions options, Surroundings surroundings) {
    var server = new Server(surroundings);
    try {
      server.run(options);
      return server;
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /** The port it listens on. */
  public int port() {
    return port;
  }

  /** Publishes events of a program that embeds the server. */
  public EventPublisher events() {
    return Objects.requireNonNull(events, "a server that has started publishes");
  }

  /** Where to point a browser. */
  public String url() {
    String shown = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    return "http://" + (shown.equals("0.0.0.0") ? "127.0.0.1" : shown) + ":" + port + "/";
  }

  private void run(ServeOptions options) {
    BindAddress address = BindAddress.of(options.host());
    if (options.bench() && !address.isLoopback()) {
      throw new CommandException(
          "--bench is for measuring on this machine only: it needs --host 127.0.0.1");
    }
    host = options.host();
    TransportKind transport = Transports.choose();
    int loops = Runtime.getRuntime().availableProcessors();
    Vertx vertx = Transports.vertx(transport, loops);
    open.push(
        () -> vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS));
    var hub = new Hub(allocator, hubMetrics, clock::nanoTime, stallLimit);
    Configuration.Security security = configuration.security();
    var origins =
        new OriginPolicy(
            union(address.names(), security.allowedHosts()), security.allowedOrigins());
    Principal anonymous = anonymous(address);
    Guards guards = guards(anonymous, origins, connectionBounds(options.bench()));
    FolderGraph folder = folder(options.folder());
    Stage stage = stage(hub, folder, guards);
    var sources = new Sources(stage.events(), folder, traffic, clock);
    open.push(sources);
    events = sources.publisher();
    var calls = new EveryCall(stage, sources.vision());
    var metrics = new MetricsRegistry(hubMetrics, traffic);
    open.push(metrics);

    var rest =
        new RestApi(
            vertx,
            new RestApi.Door(origins, anonymous),
            new RestApi.About(Version.text(), name(options.folder()), transport.wireName()),
            new RestApi.Behind(stage, calls.calls(), patience.message(), metrics, () -> ready));
    var endpoints =
        new Endpoints(
            stage,
            new Router(
                stage.dragging(),
                methods(stage, calls),
                new AgentReports(stage.agents(), stage.guards().rates(), clock),
                clock),
            new MessageSizes(
                configuration.limits().messageBytes(), configuration.limits().binaryMessageBytes()),
            configuration.eventsEndpoint());
    var acceptor =
        new Acceptor(
            options.bench() ? endpoints.withBench(hub) : endpoints.all(),
            new Access(origins, anonymous, stage.guards()),
            hub,
            heartbeat,
            patience,
            new SessionContext(clock, traffic, UUID::randomUUID),
            new Acceptor.Rest(rest.handler(), Problems::answer));
    listen(new HttpFront(vertx, loops, patience), options, acceptor);
    open.push(() -> acceptor.drain().get(DRAIN_SECONDS, TimeUnit.SECONDS));
    open.push(sources::sayGoodbye);
    stage.graph().simulation().start();
    ready = true;
  }

  private FolderGraph folder(Path path) {
    try {
      FolderGraph folder = FolderGraph.open(path, FolderOptions.DEFAULT);
      open.push(folder);
      return folder;
    } catch (FolderException e) {
      throw new CommandException(String.valueOf(e.getMessage()));
    }
  }

  /** Whoever does not say who it is. */
  private Principal anonymous(BindAddress address) {
    return configuration.auth().mode() == AuthMode.DEMO
        ? Principal.demo()
        : Principal.anonymous(address.isLoopback());
  }

  /** Whoever measures opens thousands from one address; they are counted all the same. */
  private ConnectionBounds connectionBounds(boolean bench) {
    ConnectionBounds bounds =
        configuration
            .limits()
            .connections()
            .withTotalAtMost(DescriptorLimit.current().connections());
    return bench ? bounds.forMeasuring() : bounds;
  }

  private Guards guards(Principal anonymous, OriginPolicy origins, ConnectionBounds bounds) {
    var authenticator =
        new Authenticator(
            AuthSettings.of(configuration.auth(), anonymous),
            () -> Instant.ofEpochMilli(clock.millis()));
    open.push(authenticator);
    Configuration.Limits limits = configuration.limits();
    var bans = new Bans(clock::nanoTime, traffic);
    return new Guards(
        authenticator,
        origins.hosts(),
        limits.rates(),
        new AddressLimits(limits.rates(), clock::nanoTime),
        new Offences(bans, clock::nanoTime),
        bans,
        new ConnectionLimits(bounds, traffic));
  }

  private Methods methods(Stage stage, EveryCall calls) {
    List<Method> all = new ArrayList<>(SessionMethods.all());
    all.addAll(calls.methods());
    all.addAll(new AgentMethods(stage.agents()).all());
    return new Methods(all, clock);
  }

  private Stage stage(Hub hub, FolderGraph folder, Guards guards) {
    var simulation = new Simulation(LayoutParameters.defaults(), LAYOUT_SEED);
    open.push(simulation);
    var graph = new LiveGraph(folder.graph(), simulation);
    var positions = new PositionStream(hub, graph, clock::nanoTime);
    var updates = new GraphUpdates(hub, graph, allocator, clock);
    var loads = new InitialLoads(graph, allocator, hub.deflaters(), clock);
    open.push(loads);
    var ownThread = new OwnThread("starling-agents");
    open.push(ownThread);
    var events = new EventChannels(hub, allocator, clock);
    Configuration.GraphBounds bounds = configuration.graph();
    var agents =
        new Agents(
            hub,
            clock,
            ownThread,
            new MotionLimits(bounds.bounds(), bounds.maxVelocity()),
            news -> events.publish("agents", news));
    folder.onChange(updates::change);
    return new Stage(
        graph,
        positions,
        updates,
        loads,
        new Dragging(graph, positions, clock, configuration.graph().bounds()),
        new Viewers(),
        events,
        agents,
        new VoiceRelay(hub, agents, clock, ownThread, traffic),
        guards,
        configuration.limits().subscriptions(),
        traffic,
        allocator,
        clock);
  }

  private void listen(HttpFront front, ServeOptions options, Acceptor acceptor) {
    try {
      port =
          front
              .listen(options.host(), options.port(), () -> acceptor)
              .toCompletionStage()
              .toCompletableFuture()
              .join();
    } catch (CompletionException e) {
      throw new CommandException(whyNot(e, options));
    }
  }

  private static String whyNot(CompletionException failure, ServeOptions options) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    if (cause instanceof BindException || String.valueOf(cause.getMessage()).contains("in use")) {
      return "Port %d of %s is taken; stop what listens there, or use --port 0 for a free one"
          .formatted(options.port(), options.host());
    }
    return "Can't listen on %s, port %d: %s"
        .formatted(options.host(), options.port(), cause.getMessage());
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    return Stream.concat(one.stream(), other.stream()).collect(Collectors.toSet());
  }

  private static String name(Path folder) {
    Path last = folder.toAbsolutePath().normalize().getFileName();
    return last == null ? "/" : last.toString();
  }

  /** Stops, in the reverse order of the start. Idempotent. */
  @Override
  public synchronized void close() {
    ready = false;
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        LOG.atWarn().setCause(e).log("could not close a part of the server");
      }
    }
  }
}
