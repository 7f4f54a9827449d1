meta:
  id: starling
  title: Binary WebSocket message of Starling, with headers
  license: Apache-2.0
  ks-version: 0.11
  endian: le
  bit-endian: le
doc: |
  One binary WebSocket message: protocol messages back to back, at least one. Everything is little-endian.

  The headerless formats are types of their own, each read from the start of a WebSocket message: `wire34`, `wire36`,
  `compute48` from a server that agreed to them, `headerless_v1` and `headerless_v2` from clients that never shake hands.

  What a message means, and what else a reader checks (which versions and flags were agreed on, who may send what):
  docs/protocol.md. A payload that is compressed stays bytes here; once inflated, read it as a `payload` of the same type
  and version. Of 0x13 all is here but the numbers that are packed in so many bits, since Kaitai has no integers whose width
  is found while reading: they stay bytes, whose number and left-over bits are checked.
doc-ref: docs/protocol.md
seq:
  - id: messages
    type: message
    repeat: until
    repeat-until: _io.eof

enums:
  message_type:
    0x01: graph_update
    0x02: voice_data
    0x10: position_update
    0x11: agent_positions
    0x12: velocity_update
    0x13: compact_update
    0x20: agent_state_full
    0x21: agent_state_delta
    0x22: agent_health
    0x30: control_bits
    0x31: sssp_data
    0x32: handshake
    0x33: heartbeat
    0x34: broadcast_ack
    0x40: voice_chunk
    0x41: voice_start
    0x42: voice_end
    0xff: error
  graph:
    1: knowledge
    2: ontology
  format:
    0: position
    1: client28
    2: compact
    3: wire34
    4: wire36
    5: compute48
  voice_format:
    0: pcm_s16le
    1: opus
    2: pcm_f32le
  compact_kind:
    0: keyframe
    1: delta

types:
  # Header and payload ------------------------------------------------------------------------------------------------

  message:
    seq:
      - id: type
        type: u1
        enum: message_type
      - id: version
        type: b4
        doc: A handshake may have any, since it is there to agree on one.
        valid:
          expr: type == message_type::handshake or (_ >= 1 and _ <= 4)
      - id: is_zlib
        type: b1
        doc: From version 3, and only as agreed; so are the other flags.
        valid:
          expr: not _ or version >= 3
      - id: is_brotli
        type: b1
        valid:
          expr: not _ or (version >= 3 and not is_zlib)
      - id: reserved
        type: b1
        valid: false
      - id: more
        type: b1
        doc: More messages of the same update follow.
        valid:
          expr: not _ or version >= 3
      - id: len_payload
        type: u2
        doc: Of the bytes as they are sent, so of the compressed ones; without the header and without `graph`.
      - id: graph
        type: u1
        enum: graph
        if: type == message_type::graph_update
        valid:
          in-enum: true
      - id: compressed
        size: len_payload
        if: is_compressed
      - id: payload
        type: payload(type, version.as<u1>)
        size: len_payload
        if: not is_compressed
    instances:
      is_compressed:
        value: is_zlib or is_brotli

  payload:
    doc: What stands behind a header, in its plain form.
    params:
      - id: type
        type: u1
        enum: message_type
      - id: version
        type: u1
    seq:
      - id: body
        type:
          switch-on: type
          cases:
            message_type::graph_update: nodes
            message_type::voice_data: voice_chunk
            message_type::position_update: positions(version)
            message_type::agent_positions: positions(version)
            message_type::velocity_update: nodes
            message_type::compact_update: compact_update
            message_type::agent_state_full: agent_states(version)
            message_type::agent_state_delta: agent_delta(version)
            message_type::agent_health: agent_health(version)
            message_type::control_bits: control_bits
            message_type::sssp_data: paths(version)
            message_type::handshake: handshake
            message_type::heartbeat: heartbeat
            message_type::broadcast_ack: broadcast_ack
            message_type::voice_chunk: voice_chunk
            message_type::voice_start: voice_start
            message_type::voice_end: voice_end
            message_type::error: error
            _: unknown
      - id: left_over
        size-eos: true
        valid:
          expr: _.length == 0

  unknown:
    doc: Of a type that is not known here. It is passed over.
    seq:
      - id: bytes
        size-eos: true

  # Records -----------------------------------------------------------------------------------------------------------

  positions:
    params:
      - id: version
        type: u1
    seq:
      - id: records
        type: position(version)
        repeat: eos

  position:
    doc: 19 bytes in version 1, 21 from version 2.
    params:
      - id: version
        type: u1
    seq:
      - id: id
        doc: Without type bits.
        type:
          switch-on: version
          cases:
            1: u2
            _: u4
      - id: x
        type: f4
      - id: y
        type: f4
      - id: z
        type: f4
      - id: time
        type: u4
        doc: Unix milliseconds modulo 2^32.
      - id: flags
        type: record_flags

  nodes:
    seq:
      - id: records
        type: node
        repeat: eos

  node:
    doc: 28 bytes in every version.
    seq:
      - id: typed_id
        type: typed_id
      - id: x
        type: f4
      - id: y
        type: f4
      - id: z
        type: f4
      - id: vx
        type: f4
        doc: Units per second.
      - id: vy
        type: f4
      - id: vz
        type: f4

  agent_states:
    params:
      - id: version
        type: u1
    seq:
      - id: records
        type: agent_state(version)
        repeat: eos

  agent_state:
    doc: 47 bytes in version 1, 49 from version 2.
    params:
      - id: version
        type: u1
    seq:
      - id: id
        doc: Without type bits.
        type:
          switch-on: version
          cases:
            1: u2
            _: u4
      - id: x
        type: f4
      - id: y
        type: f4
      - id: z
        type: f4
      - id: vx
        type: f4
      - id: vy
        type: f4
      - id: vz
        type: f4
      - id: health
        type: f4
        doc: Percent; so are cpu and memory.
      - id: cpu
        type: f4
      - id: memory
        type: f4
      - id: workload
        type: f4
      - id: tokens
        type: u4
      - id: flags
        type: record_flags

  agent_delta:
    doc: What changed of one agent.
    params:
      - id: version
        type: u1
    seq:
      - id: id
        doc: Without type bits.
        type:
          switch-on: version
          cases:
            1: u2
            _: u4
      - id: mask
        type: u1
        doc: Which of the fields follow, in the order of its bits.
      - id: x
        type: f4
        if: mask & 0x01 != 0
      - id: y
        type: f4
        if: mask & 0x01 != 0
      - id: z
        type: f4
        if: mask & 0x01 != 0
      - id: vx
        type: f4
        if: mask & 0x02 != 0
      - id: vy
        type: f4
        if: mask & 0x02 != 0
      - id: vz
        type: f4
        if: mask & 0x02 != 0
      - id: health
        type: f4
        if: mask & 0x04 != 0
      - id: cpu
        type: f4
        if: mask & 0x08 != 0
      - id: memory
        type: f4
        if: mask & 0x10 != 0
      - id: workload
        type: f4
        if: mask & 0x20 != 0
      - id: tokens
        type: u4
        if: mask & 0x40 != 0
      - id: flags
        type: record_flags
        if: mask & 0x80 != 0

  agent_health:
    doc: 22 bytes in version 1, 24 from version 2.
    params:
      - id: version
        type: u1
    seq:
      - id: id
        doc: Without type bits.
        type:
          switch-on: version
          cases:
            1: u2
            _: u4
      - id: health
        type: f4
      - id: cpu
        type: f4
      - id: memory
        type: f4
      - id: workload
        type: f4
      - id: tokens
        type: u4

  paths:
    params:
      - id: version
        type: u1
    seq:
      - id: records
        type: path(version)
        repeat: eos

  path:
    doc: 10 bytes in version 1, 12 in version 2, 14 from version 3.
    params:
      - id: version
        type: u1
    seq:
      - id: id
        doc: Without type bits.
        type:
          switch-on: version
          cases:
            1: u2
            2: u2
            _: u4
      - id: distance
        type: f4
        doc: +Infinity where none is known.
      - id: parent
        doc: All ones where none is known.
        type:
          switch-on: version
          cases:
            1: u2
            2: u2
            _: u4
      - id: flags
        type: u2
      - id: zero
        size: 2
        if: version == 2
    instances:
      has_parent:
        value: 'parent != (version < 3 ? 0xffff : 0xffffffff)'

  record_flags:
    seq:
      - id: bits
        type: u1
    instances:
      is_active:
        value: bits & 0x01 != 0
      is_idle:
        value: bits & 0x02 != 0
      is_error:
        value: bits & 0x04 != 0
      is_voice_active:
        value: bits & 0x08 != 0
      is_high_priority:
        value: bits & 0x10 != 0
      is_position_changed:
        value: bits & 0x20 != 0
      is_metadata_changed:
        value: bits & 0x40 != 0

  typed_id:
    doc: An id below 26 bits of type.
    seq:
      - id: bits
        type: u4
    instances:
      id:
        value: bits & 0x03ffffff
      is_agent:
        value: bits & 0x80000000 != 0
      is_knowledge:
        value: bits & 0x40000000 != 0
      is_property:
        value: bits & 0x10000000 != 0
      is_individual:
        value: bits & 0x08000000 != 0
      is_class:
        value: bits & 0x04000000 != 0

  # Control -----------------------------------------------------------------------------------------------------------

  control_bits:
    doc: Wanted by the client; in force from the server.
    seq:
      - id: bits
        type: u1
    instances:
      pause_updates:
        value: bits & 0x01 != 0
      high_frequency:
        value: bits & 0x02 != 0
      low_bandwidth:
        value: bits & 0x04 != 0
      voice_enabled:
        value: bits & 0x08 != 0
      debug_mode:
        value: bits & 0x10 != 0
      force_full_update:
        value: bits & 0x20 != 0
      user_interacting:
        value: bits & 0x40 != 0
      background_mode:
        value: bits & 0x80 != 0

  handshake:
    doc: Five bytes are an offer, which only clients send; 28 are an answer, which only servers do.
    seq:
      - id: offer
        type: handshake_offer
        if: not is_answer
      - id: answer
        type: handshake_answer
        if: is_answer
    instances:
      is_answer:
        value: _io.size == 28

  handshake_offer:
    seq:
      - id: min_version
        type: u1
      - id: max_version
        type: u1
      - id: format
        type: u1
        enum: format
        doc: One that the server does not know is well-formed here, and refused with UNSUPPORTED_FORMAT.
      - id: capabilities
        type: capabilities

  handshake_answer:
    seq:
      - id: agreed
        type: u1
        doc: The version.
      - id: format
        type: u1
        enum: format
        valid:
          in-enum: true
      - id: capabilities
        type: capabilities
      - id: client_id
        size: 16
        doc: A UUID, in the order in which it is written.
      - id: server_time
        type: u8
        doc: Unix milliseconds.

  capabilities:
    seq:
      - id: bits
        type: u2
    instances:
      zlib:
        value: bits & 0x01 != 0
      brotli:
        value: bits & 0x02 != 0
      binary_heartbeat:
        value: bits & 0x04 != 0
      binary_errors:
        value: bits & 0x08 != 0
      acks:
        value: bits & 0x10 != 0

  heartbeat:
    seq:
      - id: server_time
        type: u8
        doc: Unix milliseconds.

  broadcast_ack:
    seq:
      - id: sequence
        type: u8
      - id: nodes
        type: u4
      - id: client_time
        type: u8
        doc: Unix milliseconds.

  error:
    doc: The error model as JSON.
    seq:
      - id: json
        type: str
        encoding: UTF-8
        size-eos: true
        valid:
          expr: _.length >= 2

  # Voice -------------------------------------------------------------------------------------------------------------

  voice_chunk:
    seq:
      - id: agent
        type: u2
      - id: chunk
        type: u2
      - id: format
        type: u1
        enum: voice_format
        valid:
          in-enum: true
      - id: len_audio
        type: u2
      - id: audio
        size: len_audio

  voice_start:
    seq:
      - id: agent
        type: u2
      - id: format
        type: u1
        enum: voice_format
        valid:
          in-enum: true
      - id: rate
        type: u1
        doc: Kilohertz.

  voice_end:
    seq:
      - id: agent
        type: u2
      - id: last_chunk
        type: u2

  # 0x13: docs/protocol-compact.md ------------------------------------------------------------------------------------

  compact_update:
    doc: A part of an update.
    seq:
      - id: kind
        type: u1
        enum: compact_kind
        valid:
          in-enum: true
      - id: sequence
        type: u4
      - id: time
        type: u4
        doc: Unix milliseconds modulo 2^32.
      - id: quantum
        type: f4
        if: is_keyframe
        doc: Finite, above zero.
        valid:
          expr: _ > 0 and _ <= 3.4028234663852886e+38
      - id: predecessor
        type: u4
        if: not is_keyframe
        doc: The sequence number of the update that this one builds on.
      - id: total
        type: u4
        if: is_keyframe
        doc: Nodes of the whole update.
      - id: first
        type: u4
        if: is_keyframe
        doc: Index of this part's first node.
        valid:
          max: total
      - id: count
        type: u2
        doc: Nodes of this part.
        valid:
          expr: 'is_keyframe ? _ <= total - first and (_ > 0 or total == 0) : _ > 0'
      - id: blocks
        type: 'block(is_keyframe, count - 128 * _index < 128 ? count - 128 * _index : 128)'
        repeat: expr
        repeat-expr: (count + 127) / 128
    instances:
      is_keyframe:
        value: kind == compact_kind::keyframe

  block:
    params:
      - id: is_keyframe
        type: bool
      - id: count
        type: u1
    seq:
      - id: id_gaps
        type: varint
        repeat: expr
        repeat-expr: count
        if: is_keyframe
        doc: Each id less the one before it, less 1.
      - id: index_gaps
        type: column(count, false, false)
        if: not is_keyframe
        doc: Each index less the one before it, less 1. The values are these themselves, not their zigzag.
      - id: x
        type: column(count, true, not is_keyframe)
      - id: y
        type: column(count, true, not is_keyframe)
      - id: z
        type: column(count, true, not is_keyframe)

  column:
    params:
      - id: count
        type: u1
      - id: may_have_base
        type: bool
      - id: may_be_predicted
        type: bool
    seq:
      - id: coding
        type: b6
      - id: has_base
        type: b1
        valid:
          expr: not _ or may_have_base
      - id: is_predicted
        type: b1
        doc: The node's motion is to be added to each value.
        valid:
          expr: not _ or may_be_predicted
      - id: base
        type: varint
        if: has_base
        doc: The zigzag of what is to be added to each value. Without it each value is a zigzag.
      - id: packed
        size: (packed_bits + 7) / 8
        doc: The low `width` bits of all values, the first in the lowest bits of the first byte. Bits that are left over are zero.
        valid:
          expr: packed_bits % 8 == 0 or (_.last >> (packed_bits % 8)) == 0
      - id: unary
        type: 'unary((32 - width).as<u1>, _index == 0 ? 0 : unary[_index - 1].end, _index == 0 ? true : unary[_index - 1].fits)'
        repeat: expr
        repeat-expr: count
        if: is_unary
        doc: What is above the low bits of each value.
      - id: filling
        type: b1
        repeat: expr
        repeat-expr: (8 - unary.last.end % 8) % 8
        if: is_unary
        valid: false
      - id: end
        size: 0
        doc: Reading goes on at a whole byte.
        valid:
          expr: not is_unary or unary.last.fits
    instances:
      is_unary:
        value: coding > 32
      width:
        value: 'is_unary ? coding - 33 : coding'
      packed_bits:
        value: count * width

  unary:
    doc: A number as so many zero bits, and a one.
    params:
      - id: most_bits
        type: u1
        doc: The number has at most so many bits. Above 20 no check is needed, as no payload has that many bits.
      - id: begin
        type: s4
        doc: Bits of the column's unary numbers before this one.
      - id: others_fit
        type: bool
        doc: Whether the numbers before this one have no more bits than they may have.
    seq:
      - id: bits
        type: b1
        repeat: until
        repeat-until: _
    instances:
      value:
        value: bits.size - 1
      end:
        value: begin + bits.size
      fits:
        value: 'others_fit and value < (1 << (most_bits < 20 ? most_bits : 20))'

  varint:
    doc: Seven bits a byte, the lowest first, 0x80 on all but the last; at most five bytes, 32 bits.
    seq:
      - id: b0
        type: u1
      - id: b1
        type: u1
        if: b0 > 0x7f
      - id: b2
        type: u1
        if: b0 > 0x7f and b1 > 0x7f
      - id: b3
        type: u1
        if: b0 > 0x7f and b1 > 0x7f and b2 > 0x7f
      - id: b4
        type: u1
        if: b0 > 0x7f and b1 > 0x7f and b2 > 0x7f and b3 > 0x7f
        valid:
          max: 0x0f
    instances:
      low:
        value: >-
          (b0 & 0x7f)
          + (b0 > 0x7f ? (b1 & 0x7f) * 128 : 0)
          + (b0 > 0x7f and b1 > 0x7f ? (b2 & 0x7f) * 16384 : 0)
          + (b0 > 0x7f and b1 > 0x7f and b2 > 0x7f ? (b3 & 0x7f) * 2097152 : 0)
        doc: The lowest 28 bits.
      value:
        value: 'b0 > 0x7f and b1 > 0x7f and b2 > 0x7f and b3 > 0x7f ? low + b4.as<u8> * 268435456 : low'

  # Messages without headers ------------------------------------------------------------------------------------------

  wire34:
    doc: A whole WebSocket message of format wire34.
    seq:
      - id: records
        type: wire34_node
        repeat: eos
      - id: end
        size: 0
        doc: A message is at most 64 KiB.
        valid:
          expr: _io.size <= 65536

  wire34_node:
    seq:
      - id: typed_id
        type: short_typed_id
      - id: state
        type: node_state

  short_typed_id:
    doc: An id below two bits of type.
    seq:
      - id: bits
        type: u2
    instances:
      id:
        value: bits & 0x3fff
      is_agent:
        value: bits & 0x8000 != 0
      is_knowledge:
        value: bits & 0x4000 != 0

  wire36:
    doc: A whole WebSocket message of format wire36.
    seq:
      - id: records
        type: wire36_node
        repeat: eos
      - id: end
        size: 0
        valid:
          expr: _io.size <= 65536

  wire36_node:
    seq:
      - id: typed_id
        type: typed_id
      - id: state
        type: node_state

  compute48:
    doc: A whole WebSocket message of format compute48.
    seq:
      - id: records
        type: compute48_node
        repeat: eos
      - id: end
        size: 0
        valid:
          expr: _io.size <= 65536

  compute48_node:
    seq:
      - id: typed_id
        type: typed_id
      - id: state
        type: node_state
      - id: cluster
        type: s4
        doc: Minus 1 where none is known.
      - id: centrality
        type: f4
      - id: mass
        type: f4

  node_state:
    seq:
      - id: x
        type: f4
      - id: y
        type: f4
      - id: z
        type: f4
      - id: vx
        type: f4
        doc: Units per second.
      - id: vy
        type: f4
      - id: vz
        type: f4
      - id: distance
        type: f4
        doc: Of the shortest path; +Infinity where none is known.
      - id: parent
        type: s4
        doc: The node before this one on that path, without type bits; minus 1 where none is known.

  headerless_v1:
    doc: A whole WebSocket message of a client whose first one was records of 19 bytes.
    seq:
      - id: records
        type: position(1)
        repeat: until
        repeat-until: _io.eof

  headerless_v2:
    doc: A whole WebSocket message of a client whose first one was records of 21 bytes.
    seq:
      - id: records
        type: position(2)
        repeat: until
        repeat-until: _io.eof
