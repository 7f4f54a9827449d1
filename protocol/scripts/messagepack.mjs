// Writes vectors/json/messagepack.json: what an independent library makes of values; with --check, fails where it would be another.
// Usage: npm run vectors -w protocol
import { readFileSync, writeFileSync } from 'node:fs';
import { encode } from '@msgpack/msgpack';

/** Integers beyond 2^53 are BigInts; a Date becomes the format's own timestamp, which we only read. */
const values = {
  null: null,
  true: true,
  false: false,
  'an empty string': '',
  'a short string': 'agents',
  'the longest fixstr': 'x'.repeat(31),
  'the shortest str8': 'x'.repeat(32),
  'the longest str8': 'x'.repeat(255),
  'the shortest str16': 'x'.repeat(256),
  'two bytes a letter': 'é'.repeat(16),
  'beyond the BMP': '𝄞 and \u2028',
  'what JSON escapes': '"\\/\b\f\n\r\t\u0000\u001f\u007f',
  'an empty list': [],
  'the longest fixarray': Array.from({ length: 15 }, (_, i) => i),
  'the shortest array16': Array.from({ length: 16 }, (_, i) => i),
  'an empty map': {},
  'the longest fixmap': Object.fromEntries(Array.from({ length: 15 }, (_, i) => [`k${i}`, i])),
  'the shortest map16': Object.fromEntries(Array.from({ length: 16 }, (_, i) => [`k${i}`, i])),
  'names of all kinds': { '': 0, é: 1, 'a/b': 2, '"': 3 },
  'lists in lists': [[], [[]], [[[1]]]],
  'a subscription': {
    type: 'subscribe',
    id: '2',
    events: ['agents', 'git.*'],
    since: { agents: { epoch: 3, seq: 41 } },
  },
  'an event': { type: 'event', channel: 'agents', seq: 42, data: { p: [0.5, -1.25, null, true] } },
};
for (const edge of [0, 127, 128, 255, 256, 65535, 65536, 4294967295, 4294967296, 9007199254740991]) {
  values[`the integer ${edge}`] = edge;
}
for (const edge of [-1, -32, -33, -128, -129, -32768, -32769, -2147483648, -2147483649, -9007199254740991]) {
  values[`the integer ${edge}`] = edge;
}
for (const edge of [
  9007199254740992n,
  9223372036854775807n,
  9223372036854775808n,
  18446744073709551615n,
  -9223372036854775808n,
]) {
  values[`the integer ${edge}`] = edge;
}
for (const number of [0.5, -2.25, 0.1, 1e300, 5e-324, 1.7976931348623157e308, 3.4028234663852886e38]) {
  values[`the number ${number}`] = number;
}
const dates = {
  'a time of whole seconds': new Date(1_640_000_000_000),
  'a time with milliseconds': new Date(1_640_000_000_070),
  'a time before 1970': new Date(-1),
  'a time after 2514': new Date(32_503_680_000_000),
};

// Our writer takes the shorter float where it loses nothing.
const exact = (value) => typeof value !== 'number' || Math.fround(value) === value;
const all = (value) =>
  typeof value === 'object' && value !== null ? Object.values(value).every(all) : exact(value);

const json = (value) => (typeof value === 'bigint' ? value.toString() : JSON.stringify(value));

const hex = (bytes) => Buffer.from(bytes).toString('hex');
const vectors = Object.entries(values).map(([name, value]) => ({
  name,
  json: json(value),
  hex: hex(encode(value, { useBigInt64: typeof value === 'bigint', forceFloat32: all(value) })),
}));
for (const [name, value] of Object.entries({ ...dates, 'a double that a float could be': 0.5 })) {
  vectors.push({ name, json: json(value), hex: hex(encode(value)), encode: false });
}
const file = new URL('../vectors/json/messagepack.json', import.meta.url);
const text = `${JSON.stringify(vectors, null, 2)}\n`;
if (!process.argv.includes('--check')) {
  writeFileSync(file, text);
} else if (readFileSync(file, 'utf8') !== text) {
  console.error('vectors/json/messagepack.json is not what the library writes: npm run vectors -w protocol');
  process.exit(1);
}
