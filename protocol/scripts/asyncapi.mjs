// Makes the AsyncAPI document of schemas and samples.
import { names, read, sections } from './sources.mjs';

const API = '3.0.0';

/** Where a schema file is in the document: `common/name.json` at `#/components/schemas/common.name`. */
const place = (file) => file.replace(/\.json$/, '').replaceAll('/', '.');

/** The same schema with references into the document, and without what only a file needs. */
function bundled(schema, file) {
  if (Array.isArray(schema)) return schema.map((inner) => bundled(inner, file));
  if (schema === null || typeof schema !== 'object') return schema;
  const out = {};
  for (const [key, value] of Object.entries(schema)) {
    if (key === '$schema') continue;
    out[key] = key === '$ref' ? `#/components/schemas/${place(resolve(value, file))}` : bundled(value, file);
  }
  return out;
}

/** The file that a reference in another file is to, below schema/. */
export function resolve(reference, file) {
  return new URL(reference, `file:///${file}`).pathname.slice(1);
}

function schemas() {
  const all = {};
  for (const file of names('common', 'client', 'server', 'events')) {
    all[place(file)] = bundled(read(file), file);
  }
  for (const file of names('methods')) {
    const { params, result } = read(file);
    all[`${place(file)}.params`] = bundled(params, file);
    all[`${place(file)}.result`] = bundled(result, file);
  }
  return all;
}

function message(entry) {
  return {
    name: entry.name,
    title: entry.title,
    summary: entry.description,
    contentType: 'application/json',
    payload: { $ref: `#/components/schemas/${place(entry.file)}` },
    examples: entry.examples.map((payload, i) => ({ name: `${entry.name}${i + 1}`, payload })),
  };
}

/** What clients say is the same everywhere, and once in the document. */
const key = (section, entry) =>
  entry.from === 'client' ? `client.${entry.name}` : `server.${section.dialect}.${entry.name}`;
const reference = (channel, name) => ({ $ref: `#/channels/${channel}/messages/${name}` });

export function document() {
  const channels = {};
  const operations = {};
  const messages = {};
  for (const section of sections()) {
    for (const entry of section.entries) messages[key(section, entry)] = message(entry);
    for (const path of section.paths) {
      const channel = path.name;
      channels[channel] = {
        address: path.address,
        title: `${section.dialect} at ${path.address}`,
        description: path.description,
        messages: Object.fromEntries(
          section.entries.map((entry) => [
            `${entry.from}.${entry.name}`,
            { $ref: `#/components/messages/${key(section, entry)}` },
          ]),
        ),
      };
      for (const [action, from, summary] of [
        ['receive', 'client', 'What the server takes.'],
        ['send', 'server', 'What the server says.'],
      ]) {
        operations[`${action}.${channel}`] = {
          action,
          summary,
          channel: { $ref: `#/channels/${channel}` },
          messages: section.entries
            .filter((entry) => entry.from === from)
            .map((entry) => reference(channel, `${from}.${entry.name}`)),
        };
      }
    }
  }
  return {
    asyncapi: API,
    info: {
      title: 'Starling',
      version: '0.1.0',
      description:
        'The JSON messages of a Starling server, by WebSocket path. What travels in binary is in docs/protocol.md. A client that offers the subprotocol `starling.msgpack` gets the same messages as MessagePack, but for /ws/graph.',
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: 'application/json',
    servers: {
      local: { host: '127.0.0.1:3001', protocol: 'ws', description: 'As `starling serve` starts it.' },
      public: {
        host: '{host}',
        protocol: 'wss',
        description: 'Behind TLS.',
        variables: { host: { default: 'starling.example', description: 'Where it is.' } },
      },
    },
    channels,
    operations,
    components: { messages, schemas: schemas() },
    'x-methods': Object.fromEntries(
      names('methods').map((file) => {
        const { kind, description, scope } = read(file);
        const at = (part) => ({ $ref: `#/components/schemas/${place(file)}.${part}` });
        const name = file.slice('methods/'.length, -'.json'.length);
        return [
          name,
          { kind, description, ...(scope ? { scope } : {}), params: at('params'), result: at('result') },
        ];
      }),
    ),
  };
}
