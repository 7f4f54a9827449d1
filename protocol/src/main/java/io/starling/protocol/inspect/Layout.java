package io.starling.protocol.inspect;

import java.util.List;

/** What a payload is made of. */
sealed interface Layout {

  /** A named field of fixed size. */
  record Field(String name, FieldKind kind) {}

  /** The fields once, and nothing else. */
  record Struct(List<Field> fields) implements Layout {
    public Struct {
      fields = List.copyOf(fields);
    }
  }

  /** The fields again and again, as {@code records}. */
  record Records(List<Field> fields) implements Layout {
    public Records {
      fields = List.copyOf(fields);
    }
  }

  /** A head whose last field is a mask, and the groups that its bits say, lowest first. */
  record Masked(List<Field> head, List<List<Field>> groups) implements Layout {
    public Masked {
      head = List.copyOf(head);
      groups = List.copyOf(groups);
    }
  }

  /** The fields, the last of which is a length, and so many bytes, as hex. */
  record Counted(List<Field> fields, String bytes) implements Layout {
    public Counted {
      fields = List.copyOf(fields);
    }
  }

  /** One of two structs, told apart by their sizes. */
  record Either(Struct one, Struct other) implements Layout {}

  /** UTF-8 text of JSON. */
  record Text(String name) implements Layout {}

  /** The fields, and whatever follows, as hex. */
  record Open(List<Field> fields, String rest) implements Layout {
    public Open {
      fields = List.copyOf(fields);
    }
  }

  /** One layout by the first byte of the payload. */
  record ByKind(List<Open> kinds) implements Layout {
    public ByKind {
      kinds = List.copyOf(kinds);
    }
  }
}
