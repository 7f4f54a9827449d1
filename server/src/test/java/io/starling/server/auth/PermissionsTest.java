package io.starling.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PermissionsTest {

  private static final Map<String, Permissions> WHO =
      Map.of(
          "none", Permissions.none(),
          "demo", Permissions.demo(),
          "all", Permissions.all(),
          "publisher", scoped(Scope.PUBLISH),
          "admin", scoped(Scope.ADMIN),
          "granted",
              granted(
                  Set.of(Scope.PUBLISH),
                  grant("agents.*", Grant.Right.SUBSCRIBE, Grant.Right.PUBLISH),
                  grant("git.**", Grant.Right.SUBSCRIBE),
                  grant("admin.log", Grant.Right.SUBSCRIBE)),
          "nothing granted", granted(Set.of(Scope.PUBLISH)),
          "admin with grants", granted(Set.of(Scope.ADMIN), grant("a")));

  @ParameterizedTest
  @CsvSource({
    // who, channel, subscribe, publish
    "none, graph.updates, true, false",
    "none, demo.a, true, false",
    "none, admin.log, false, false",
    "none, admin.log.x, false, false",
    "none, administration.a, true, false",
    "demo, graph.updates, true, false",
    "demo, demo.a, true, true",
    "demo, demo.a.b, true, true",
    "demo, demo, true, false",
    "demo, demonstration.a, true, false",
    "demo, admin.log, false, false",
    "publisher, graph.updates, true, true",
    "publisher, admin.log, false, false",
    "admin, admin.log, true, true",
    "admin, graph.updates, true, true",
    "all, admin.log, true, true",
    "all, demo.a, true, true",
    "granted, agents.a, true, true",
    "granted, agents.a.b, false, false",
    "granted, git.a.b, true, false",
    "granted, graph.updates, false, false",
    "granted, admin.log, true, false",
    "nothing granted, demo.a, false, false",
    "admin with grants, graph.updates, true, true",
  })
  void reach(String who, String channel, boolean subscribe, boolean publish) {
    Permissions permissions = WHO.getOrDefault(who, Permissions.none());

    assertThat(permissions.maySubscribe(channel)).isEqualTo(subscribe);
    assertThat(permissions.mayPublish(channel)).isEqualTo(publish);
  }

  @ParameterizedTest
  @EnumSource
  void giveAScopeToWhomHasItAndToAnAdmin(Scope scope) {
    assertThat(scoped(scope).may(scope)).isTrue();
    assertThat(scoped(Scope.ADMIN).may(scope)).isTrue();
    assertThat(Permissions.none().may(scope)).isFalse();
    assertThat(Permissions.demo().may(scope)).isFalse();
    assertThat(Principal.anonymous(true).may(scope)).isTrue();
    assertThat(Principal.anonymous(false).may(scope)).isFalse();
    assertThat(Scope.of(scope.wireName())).contains(scope);
  }

  @Test
  void knowTheScopesOfTheSpecification() {
    assertThat(Arrays.stream(Scope.values()).map(Scope::wireName))
        .containsExactlyInAnyOrder(
            "publish",
            "settings:write",
            "agents:write",
            "graph:drag",
            "voice",
            "ai",
            "search",
            "files:read",
            "files:write",
            "git:write",
            "validate:run",
            "admin");
    assertThat(Scope.of("Admin")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\nb", "a\u0000", "\u202e", "\ud800", "\ue000"})
  void belongToSomebodyWithAPrintableName(String name) {
    assertThatThrownBy(() -> Principal.known(name, Permissions.none()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void belongToSomebodyWithABoundedName() {
    assertThat(Principal.known("é".repeat(256), Permissions.none()).anonymous()).isFalse();
    assertThatThrownBy(() -> Principal.known("x".repeat(257), Permissions.none()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Principal.known("anonymous", Permissions.none()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Principal.anonymous(false).name()).isEqualTo("anonymous");
    assertThat(Principal.demo().mayPublish("demo.a")).isTrue();
  }

  private static Permissions scoped(Scope scope) {
    return new Permissions(Set.of(scope), new ChannelRules.Usual());
  }

  private static Permissions granted(Set<Scope> scopes, Grant... grants) {
    return new Permissions(scopes, new ChannelRules.Granted(List.of(grants)));
  }

  private static Grant grant(String pattern, Grant.Right... rights) {
    return new Grant(ChannelPattern.parse(pattern), Set.of(rights));
  }
}
