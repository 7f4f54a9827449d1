// Reads what the documents are made of: the schemas, and the samples that the tests hold them against.
import { readdirSync, readFileSync } from 'node:fs';

const root = new URL('../', import.meta.url);
const json = (path) => JSON.parse(readFileSync(new URL(path, root), 'utf8'));

/** The paths of all schema files in these folders, below schema/, in order. */
export function names(...folders) {
  return folders.flatMap((folder) =>
    readdirSync(new URL(`schema/${folder}/`, root), { recursive: true })
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
      .filter((name) => name.endsWith('.json'))
      .sort(),
  );
}

const files = new Map();

export function read(file) {
  if (!files.has(file)) files.set(file, json(`schema/${file}`));
  return files.get(file);
}

/** What is known of a dialect beside its schemas. */
const dialects = [
  {
    dialect: 'graph',
    title: 'The graph',
    description:
      'For clients that show the graph: JSON for control, binary for data. Times are Unix milliseconds.',
    paths: [{ name: 'graph', address: '/ws/graph', description: 'Takes a handshake without a credential.' }],
  },
  {
    dialect: 'events',
    title: 'Requests and events',
    description: 'For clients that ask and subscribe. Every message has a `timestamp` in ISO 8601.',
    paths: [
      { name: 'events', address: '/api/v1/ws', description: 'Asks for a token always.' },
      { name: 'events-dev', address: '/api/v1/ws/dev', description: 'Asks for a token as `auth.mode` says.' },
      {
        name: 'events-demo',
        address: '/api/v1/ws/demo',
        description: 'Asks nobody who they are; `/ws/demo` is the same.',
      },
    ],
  },
  {
    dialect: 'broadcast',
    title: 'Broadcasts',
    description:
      'For front ends of gestures and AI, who hear `gesture` and `ai_response` without asking. Times are Unix milliseconds.',
    paths: [{ name: 'broadcast', address: '/', description: 'Says nothing when a client connects.' }],
  },
  {
    dialect: 'workspace',
    title: 'Workspace',
    description: 'For editors and web tools; answers have a `status`. Times are Unix milliseconds.',
    paths: [{ name: 'workspace', address: '/ws', description: 'Takes a handshake without a credential.' }],
  },
];

const snake = (name) => name.replace(/(?<=.)([A-Z])/g, '_$1').toLowerCase();

/** The form that a dialect borrows is described where it is its own. */
const own = (file) => {
  const reference = read(file).$ref;
  return reference ? `server/${reference.replace('../', '')}` : file;
};

function fromClients() {
  const requests = json('vectors/json/requests.json').filter(({ text }) => text.startsWith('{'));
  return names('client').map((file) => {
    const name = file.slice('client/'.length, -'.json'.length);
    const examples = requests.map(({ text }) => JSON.parse(text)).filter(({ type }) => type === name);
    return { from: 'client', name, title: name, description: read(file).description, file, examples };
  });
}

function fromServer(dialect) {
  const samples = json('vectors/json/messages.json');
  return names(`server/${dialect}`).map((file) => {
    const name = file.slice(`server/${dialect}/`.length, -'.json'.length);
    const examples = samples
      .filter(({ message }) => snake(message) === name)
      .map(({ texts }) => texts[dialect])
      .filter((text) => text?.startsWith('{') && !text.includes('1e400')) // which no YAML reader holds
      .map((text) => JSON.parse(text));
    const { title, description } = read(own(file));
    return { from: 'server', name, title, description, file, borrowed: own(file) !== file, examples };
  });
}

/** What each dialect is, where it is spoken, and all that is said in it. */
export function sections() {
  const client = fromClients();
  return dialects.map((dialect) => ({ ...dialect, entries: [...client, ...fromServer(dialect.dialect)] }));
}

/** The channels whose data has a type. */
export function channels() {
  return json('vectors/json/events.json').map(({ channel, data }) => ({
    channel,
    file: `events/${channel}.json`,
    examples: data,
  }));
}
