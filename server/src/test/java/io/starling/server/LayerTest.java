package io.starling.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.starling.server.app.Server;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * The shape of the house (chapter 1 of the specification): imports go strictly downward, never
 * within a row, and each foreign library lives in its own place.
 */
class LayerTest {

  private static final String ROOT = "io.starling.server";

  /** Top to bottom. */
  private static final List<List<String>> ROWS =
      List.of(
          List.of("app"),
          List.of("transport", "rest"),
          List.of("router"),
          List.of("channel"),
          List.of("session", "cluster", "services"),
          List.of("hub"),
          List.of("auth", "limits"),
          List.of("metrics"));

  private static final List<String> LAYERS = ROWS.stream().flatMap(List::stream).toList();

  /** A library by its package, and the layers that may use it. */
  record Library(String name, List<String> homes) {
    static Library in(String name, String... homes) {
      return new Library(name, List.of(homes));
    }
  }

  @SuppressWarnings("UnusedVariable") // JUnit reads it, by its name
  private static final List<Library> LIBRARIES =
      List.of(
          Library.in("io.netty.channel..", "transport"),
          Library.in("io.netty.handler..", "transport"),
          // Beyond what STYLE.md names: a channel's encoders write straight into the hub's
          // memory, so that a publication is never copied, and app chooses the allocator.
          Library.in(
              "io.netty.buffer..", "transport", "channel", "session", "cluster", "hub", "app"),
          Library.in("io.vertx..", "app", "transport", "rest"),
          Library.in("tools.jackson..", "router", "channel", "auth"),
          Library.in("com.networknt..", "router"),
          Library.in("com.nimbusds..", "auth"),
          Library.in("fr.acinq.secp256k1..", "auth"),
          Library.in("io.github.bucket4j..", "limits"),
          Library.in("com.github.benmanes..", "limits", "auth"),
          Library.in("org.snakeyaml..", "app"),
          Library.in("io.micrometer..", "metrics"),
          Library.in("org.jctools..", "hub"),
          Library.in("picocli..", "app"),
          Library.in("ch.qos.logback..", "app"));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .importUrl(Server.class.getProtectionDomain().getCodeSource().getLocation());

  @ParameterizedTest
  @FieldSource("LAYERS")
  void importsGoStrictlyDownward(String layer) {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "." + layer + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(notBelow(layer))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void everyPackageIsOrIsPartOfALayer() {
    List<String> packages =
        CLASSES.stream().map(JavaClass::getPackageName).distinct().sorted().toList();

    assertThat(packages)
        .allMatch(name -> LAYERS.contains(name.substring(ROOT.length() + 1).split("\\.", 2)[0]));
  }

  @ParameterizedTest
  @FieldSource("LIBRARIES")
  void aLibraryLivesInItsPlace(Library library) {
    String[] homes =
        library.homes().stream().map(home -> ROOT + "." + home + "..").toArray(String[]::new);

    noClasses()
        .that()
        .resideOutsideOfPackages(homes)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library.name())
        .check(CLASSES);
  }

  @Test
  void onlyAppEndsTheProcessOrReadsItsEnvironment() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".app..")
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .check(CLASSES);
  }

  /** Where there is no wall clock, setting it changes no limit and no ban. */
  @Test
  void limitsKnowOnlyTheClockTheyAreGiven() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".limits..")
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("java\\.time\\.(Instant|Clock|.*DateTime)|java\\.util\\.Date")
        .check(CLASSES);
  }

  @Test
  void hasNoCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void everyPackageSaysWhatIsNull() {
    List<String> unmarked =
        CLASSES.stream()
            .map(JavaClass::getPackage)
            .distinct()
            .filter(each -> !each.isAnnotatedWith(NullMarked.class))
            .map(JavaPackage::getName)
            .toList();

    assertThat(unmarked).isEmpty();
  }

  @Test
  void nothingIsOpenToInheritance() {
    List<String> open =
        CLASSES.stream()
            .filter(each -> !each.isInterface() && !each.isEnum() && !each.isAnonymousClass())
            .filter(each -> !each.getModifiers().contains(JavaModifier.FINAL))
            .filter(each -> !each.reflect().isSealed())
            .map(JavaClass::getName)
            .toList();

    assertThat(open).isEmpty();
  }

  private static String[] notBelow(String layer) {
    return ROWS.stream()
        .takeWhile(row -> !isBelow(row, layer))
        .flatMap(List::stream)
        .filter(other -> !other.equals(layer))
        .map(other -> ROOT + "." + other + "..")
        .toArray(String[]::new);
  }

  private static boolean isBelow(List<String> row, String layer) {
    int own = ROWS.indexOf(ROWS.stream().filter(each -> each.contains(layer)).findFirst().get());
    return ROWS.indexOf(row) > own;
  }
}
