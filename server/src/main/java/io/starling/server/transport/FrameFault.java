package io.starling.server.transport;

import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.starling.protocol.error.CloseCode;

/** What is wrong with a frame, and the code it is answered with. */
enum FrameFault {
  EXTENSION(CloseCode.PROTOCOL_ERROR, "A frame has bits of no agreed extension"),
  OPCODE(CloseCode.PROTOCOL_ERROR, "A frame has a reserved opcode"),
  UNMASKED(CloseCode.PROTOCOL_ERROR, "A frame is not masked"),
  CONTROL(CloseCode.PROTOCOL_ERROR, "A control frame is long or in fragments"),
  ORDER(CloseCode.PROTOCOL_ERROR, "A fragment is out of order"),
  LENGTH(CloseCode.PROTOCOL_ERROR, "The length of a frame is not in its shortest form"),
  TOO_LARGE(CloseCode.MESSAGE_TOO_LARGE, "A message has too many bytes"),
  INFLATES_TOO_FAR(CloseCode.MESSAGE_TOO_LARGE, "A message inflates to too many bytes"),
  NO_DEFLATE(CloseCode.INVALID_TEXT, "A compressed message can't be inflated"),
  NO_UTF8(CloseCode.INVALID_TEXT, "A text is not UTF-8");

  private final CloseCode code;
  private final String words;

  FrameFault(CloseCode code, String words) {
    this.code = code;
    this.words = words;
  }

  CorruptedWebSocketFrameException exception() {
    return new CorruptedWebSocketFrameException(WebSocketCloseStatus.valueOf(code.number()), words);
  }
}
