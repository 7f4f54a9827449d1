package io.starling.server.auth;

import io.starling.protocol.error.ErrorCode;

/** A credential that is refused, and how. */
record BadCase(String name, Credential credential, ErrorCode code, String because) {

  @Override
  public String toString() {
    return name;
  }
}
