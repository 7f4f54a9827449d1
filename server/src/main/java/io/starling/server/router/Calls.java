package io.starling.server.router;

import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.message.JsonData;
import io.starling.server.auth.Principal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Methods for those who have no connection: what REST asks for goes the same way as what is asked
 * over WebSocket. Thread-safe.
 */
public final class Calls {

  private final Map<String, Entry> byName;

  private record Entry(Call call, MethodSchema schema) {}

  Calls(List<Call> calls) {
    byName =
        calls.stream()
            .map(call -> new Entry(call, new MethodSchema(call.name())))
            .collect(Collectors.toUnmodifiableMap(each -> each.call().name(), Function.identity()));
  }

  /**
   * Calls a method.
   *
   * @param name one that there is
   * @throws ProtocolException VALIDATION_ERROR with the JSON pointer of each fault
   */
  public Reply call(Principal caller, String name, JsonData params) {
    Entry entry = byName.get(name);
    if (entry == null) {
      throw new IllegalArgumentException("there is no method " + name);
    }
    Call call = entry.call();
    if (call.scope() != null && !caller.may(call.scope())) {
      return Json.refused(ErrorCode.FORBIDDEN, "This needs the scope " + call.scope().wireName());
    }
    return call.handler().call(caller, entry.schema().check(params));
  }

  /**
   * Parameters of a method: an object that somebody sent, and what is known from elsewhere.
   *
   * @throws ProtocolException VALIDATION_ERROR where it is no object
   */
  public static JsonData with(JsonData params, Map<String, ?> more) {
    return Json.with(params, more);
  }
}
