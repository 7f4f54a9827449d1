package io.starling.server.limits;

/** An allowance: so many a minute, and so many at once. */
public record Rate(int perMinute, int burst) {

  public Rate {
    if (perMinute < 1 || burst < 1) {
      throw new IllegalArgumentException(
          "a rate is at least 1 a minute, burst 1: " + perMinute + ", " + burst);
    }
  }
}
