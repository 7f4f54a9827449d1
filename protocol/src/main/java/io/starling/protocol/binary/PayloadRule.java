package io.starling.protocol.binary;

/** What the sizes beside a message type mean. */
enum PayloadRule {
  /** Any number of records of these sizes. */
  RECORDS,
  /** Exactly these sizes. */
  EXACTLY,
  /** The first size to the server, the second to the client. */
  EITHER,
  /** These sizes or more. */
  AT_LEAST
}
