package io.starling.benchmarks.codec;

import java.nio.charset.StandardCharsets;

/**
 * The same as an update's records in JSON: an object for each, without spaces, numbers as short as
 * they are still the same f32.
 */
final class JsonForm {
  private static final String[] AXES = {"x", "y", "z"};
  private static final String[] VELOCITIES = {"vx", "vy", "vz"};
  private static final String[] GAUGES = {"health", "cpu", "memory", "workload"};

  private final StringBuilder text = new StringBuilder();
  private final int update;
  private final float[][] axes;
  private final float[][] velocities;

  private JsonForm(Scene scene) {
    this.update = scene.middle();
    this.axes = scene.axes(update);
    this.velocities = scene.velocities(update);
  }

  /** Writes no more than who is where. */
  static byte[] places(Scene scene) {
    JsonForm form = new JsonForm(scene);
    form.open("positions", "nodes");
    for (int i = 0; i < scene.count(); i++) {
      form.place(i).close();
    }
    return form.bytes();
  }

  /** Writes all that a record of 0x10 says. */
  static byte[] positions(Scene scene) {
    JsonForm form = new JsonForm(scene);
    form.open("position_update", "nodes");
    for (int i = 0; i < scene.count(); i++) {
      form.place(i).field("time", scene.time(form.update)).field("flags", Scene.ACTIVE).close();
    }
    return form.bytes();
  }

  /** Writes all that a record of {@code wire34} says, of a knowledge graph without known paths. */
  static byte[] nodes(Scene scene) {
    JsonForm form = new JsonForm(scene);
    form.open("velocity_update", "nodes");
    for (int i = 0; i < scene.count(); i++) {
      form.place(i).velocity(i).field("type", "\"knowledge\"");
      form.field("distance", "null").field("parent", -1).close();
    }
    return form.bytes();
  }

  /** Writes all that a record of 0x20 says. */
  static byte[] agents(Scene scene) {
    JsonForm form = new JsonForm(scene);
    Scene.Reports reports = scene.reports();
    form.open("agent_state", "agents");
    for (int i = 0; i < scene.count(); i++) {
      form.place(i).velocity(i);
      for (int gauge = 0; gauge < GAUGES.length; gauge++) {
        form.field(GAUGES[gauge], reports.gauges()[gauge][i]);
      }
      form.field("tokens", reports.tokens()[i]).field("flags", Scene.ACTIVE).close();
    }
    return form.bytes();
  }

  private void open(String type, String list) {
    text.append("{\"type\":\"").append(type).append("\",\"").append(list).append("\":[");
  }

  private JsonForm place(int row) {
    text.append("{\"id\":").append(row + 1);
    for (int axis = 0; axis < 3; axis++) {
      field(AXES[axis], axes[axis][row]);
    }
    return this;
  }

  private JsonForm velocity(int row) {
    for (int axis = 0; axis < 3; axis++) {
      field(VELOCITIES[axis], velocities[axis][row]);
    }
    return this;
  }

  private JsonForm field(String name, Object value) {
    text.append(",\"").append(name).append("\":").append(value);
    return this;
  }

  private void close() {
    text.append("},");
  }

  private byte[] bytes() {
    text.setLength(text.length() - 1);
    return text.append("]}").toString().getBytes(StandardCharsets.UTF_8);
  }
}
