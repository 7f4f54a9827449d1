package io.starling.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.starling.protocol.error.Failure;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.message.ServerMessage;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The answer to a bad request names the request, where it had an id that could be read. */
final class RefusedRequestTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{'type':'subscribe','id':'7'} | '7'",
        "{'type':'nonsense','id':7} | 7",
        "{'id':'7'} | '7'",
        "{'type':5,'id':-7} | -7",
        "{'type':'query','id':'é'} | 'é'",
        "{'type':'subscribe','events':['a'],'since':{'a/b':1},'id':'7'} | '7'",
        "{'type':'authenticate','id':''} | ''",
        "{'type':'ping','id':7.5} | ",
        "{'type':'ping','id':['7']} | ",
        "{'type':'subscribe'} | ",
        "{'id':'7','type':'ping' | ",
        "{'id':'7','id':'8','type':'ping'} | ",
      })
  void isNamed(String text, String id) {
    assertThatThrownBy(() -> Dialect.EVENTS.decode(text.replace('\'', '"')))
        .isInstanceOfSatisfying(
            ProtocolException.class,
            refused -> {
              Failure failure = refused.failure(0);
              String field = id == null ? "" : "\"id\":" + id.replace('\'', '"') + ",";
              for (Dialect dialect : Dialect.values()) {
                assertThat(said(dialect, failure)).containsPattern("^\\{\"[a-z]+\":\"error\",");
                assertThat(said(dialect, failure).replaceFirst("^\\{\"[a-z]+\":\"error\",", ""))
                    .startsWith(
                        field + (dialect == Dialect.BROADCAST ? "\"data\":{" : "\"code\":"));
              }
            });
  }

  private static String said(Dialect dialect, Failure failure) {
    ByteBuf out = Unpooled.buffer();
    dialect.encode(new ServerMessage.Failed(failure), out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
