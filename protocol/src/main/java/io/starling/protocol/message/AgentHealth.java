package io.starling.protocol.message;

/**
 * 0x22: how one agent fares. Immutable.
 *
 * @param id u32; a negative one is above every id that the server gives
 * @param load how much of what it has it uses
 * @param tokens u32
 */
public record AgentHealth(int id, Load load, int tokens) implements AgentReport {

  /**
   * The four gauges of an agent.
   *
   * @param health percent
   * @param cpu percent
   * @param memory percent
   */
  public record Load(float health, float cpu, float memory, float workload) {}
}
