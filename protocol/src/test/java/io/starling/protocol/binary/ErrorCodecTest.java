package io.starling.protocol.binary;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.Failure;
import io.starling.protocol.message.ClientMessage.ErrorReport;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ErrorCodecTest {

  @Test
  void saysLessWhereAllOfItWouldNotFit() {
    Failure failure =
        Failure.of(ErrorCode.INVALID_RECORD, "x".repeat(70_000), 9)
            .withDetails(Map.of("ids", "y".repeat(70_000)));
    ByteBuf out = Unpooled.buffer().writeByte(0x55);

    ErrorCodec.encode(out, 3, failure);

    assertThat(out.getUnsignedShortLE(3)).isEqualTo(out.readableBytes() - 5);
    ErrorReport report = ErrorCodec.decode(out.skipBytes(5));
    assertThat(report)
        .isEqualTo(new ErrorReport("INVALID_RECORD", ErrorCode.INVALID_RECORD.defaultMessage()));
  }
}
