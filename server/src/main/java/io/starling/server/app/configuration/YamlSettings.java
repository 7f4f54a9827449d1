package io.starling.server.app.configuration;

import io.starling.server.app.configuration.Setting.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * What a file says, key by key with its line. Values are the text that stands there: {@code no} is
 * "no", and a public key of digits stays one. The parser's own messages quote the file, where there
 * may be a secret, and are not passed on.
 */
final class YamlSettings {

  private static final int MAX_CHARACTERS = 1 << 20;

  private final String file;
  private final List<Setting> settings = new ArrayList<>();

  /** Where each key stands. */
  private final Map<String, Integer> lines = new HashMap<>();

  private YamlSettings(String file) {
    this.file = file;
  }

  /**
   * Reads a file.
   *
   * @throws ConfigurationException if it is no YAML, or more than sections, lists and values
   */
  static List<Setting> of(String file, String text) {
    var all = new YamlSettings(file);
    all.compose(text).ifPresent(all::root);
    return List.copyOf(all.settings);
  }

  private Optional<Node> compose(String text) {
    var options =
        LoadSettings.builder()
            .setLabel(file)
            .setCodePointLimit(MAX_CHARACTERS)
            .setSchema(new CoreSchema())
            .setAllowNonScalarKeys(true)
            .build();
    try {
      return new Compose(options).composeString(text);
    } catch (MarkedYamlEngineException e) {
      String where = e.getProblemMark().map(mark -> where(line(mark))).orElse(file);
      throw new ConfigurationException(
          where, "this is no YAML; values with special characters stand in quotes");
    } catch (YamlEngineException e) {
      throw new ConfigurationException(file, "this is no YAML, or longer than 1 MiB");
    }
  }

  private void root(Node root) {
    switch (root) {
      case MappingNode section -> section("", 1, section);
      case ScalarNode value when value.getTag().equals(Tag.NULL) -> {}
      default ->
          throw new ConfigurationException(
              where(line(root)), "a file holds keys and values, such as 'heartbeat: slow'");
    }
  }

  private void add(String key, int line, Node node) {
    if (node.getAnchor().isPresent()) {
      throw new ConfigurationException(where(line), "anchors (&) and aliases (*) are not taken");
    }
    switch (node) {
      case MappingNode section -> section(key, line, section);
      case SequenceNode list -> list(key, line, list);
      case ScalarNode value when value.getTag().equals(Tag.NULL) ->
          put(key, "", line, Shape.NOTHING);
      case ScalarNode value -> put(key, value.getValue(), line, Shape.VALUE);
      default -> throw new ConfigurationException(where(line), "this is no section, list or value");
    }
  }

  private void section(String key, int line, MappingNode section) {
    if (section.getValue().isEmpty() && !key.isEmpty()) {
      put(key, "", line, Shape.NOTHING);
    }
    for (NodeTuple entry : section.getValue()) {
      int at = line(entry.getKeyNode());
      if (!(entry.getKeyNode() instanceof ScalarNode name) || name.getAnchor().isPresent()) {
        throw new ConfigurationException(where(at), "a key is plain text");
      }
      String full = key.isEmpty() ? name.getValue() : key + "." + name.getValue();
      Integer before = lines.putIfAbsent(full, at);
      if (before != null) {
        throw new ConfigurationException(
            where(at),
            "'%s' stands in line %d already".formatted(Sentences.printable(full), before));
      }
      add(full, at, entry.getValueNode());
    }
  }

  private void list(String key, int line, SequenceNode list) {
    List<Node> elements = list.getValue();
    if (elements.stream().allMatch(YamlSettings::isPlain)) {
      String values =
          elements.stream()
              .map(each -> ((ScalarNode) each).getValue())
              .collect(Collectors.joining(","));
      put(key, values, line, Shape.LIST);
    } else {
      for (int i = 0; i < elements.size(); i++) {
        add(key + "[" + i + "]", line(elements.get(i)), elements.get(i));
      }
    }
  }

  private static boolean isPlain(Node node) {
    return node instanceof ScalarNode && node.getAnchor().isEmpty();
  }

  private void put(String key, String value, int line, Shape shape) {
    settings.add(new Setting(key, value, where(line), shape));
  }

  private String where(int line) {
    return file + ", line " + line;
  }

  private static int line(Node node) {
    return node.getStartMark().map(YamlSettings::line).orElse(1);
  }

  private static int line(Mark mark) {
    return mark.getLine() + 1;
  }
}
