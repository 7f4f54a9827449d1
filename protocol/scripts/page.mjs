// Makes the page for people: docs/messages.md.
import { resolve } from './asyncapi.mjs';
import { channels, names, read, sections } from './sources.mjs';

/** The schema with what it refers to in its place, one level deep; its own words win. */
function seen(schema, file) {
  if (!schema.$ref) return { ...schema, file };
  const target = resolve(schema.$ref, file);
  const { $ref, ...words } = schema;
  return { ...seen(read(target), target), ...words };
}

/** Fields that are needed, but in one of several places or spellings. */
function needed(part, file) {
  const at = seen(part.anyOf ? part.anyOf[0] : part, file);
  return part.anyOf || part.$ref ? ((at.anyOf ? at.anyOf[0] : at).required ?? []) : [];
}

/** The fields of an object, those of what it is made of with them. */
function fields(schema, file) {
  const at = seen(schema, file);
  const required = new Set(at.required ?? []);
  const all = new Map();
  for (const part of at.allOf ?? []) {
    for (const name of needed(part, at.file)) required.add(name);
    if (part.$ref) for (const [name, field] of fields(part, at.file)) all.set(name, field);
  }
  const own = Object.entries(at.properties ?? {}).map(([name, field]) => [name, seen(field, at.file)]);
  const first = own.filter(([name]) => name === 'type' || name === 'status' || name === 'id');
  const ordered = new Map([...first, ...all, ...own]);
  for (const [name, field] of ordered) field.must = field.must === true || required.has(name);
  return ordered;
}

function type(schema) {
  if ('const' in schema) return `\`${JSON.stringify(schema.const)}\``;
  if (schema.enum)
    return schema.enum.filter((value) => value !== null).length > 8
      ? 'string'
      : schema.enum
          .filter((value) => value !== null)
          .map((value) => `\`"${value}"\``)
          .join(', ');
  const types = [
    schema.type ?? (schema.anyOf ?? []).flatMap((part) => (part.$ref ? 'object' : (part.type ?? []))),
  ].flat();
  const known = types.filter((name) => name !== 'null');
  return known.length > 0 ? [...new Set(known)].join(' or ') : 'any';
}

const cell = (text) => text.replaceAll('|', '\\|');

const meaning = (field) => ('const' in field ? '' : (field.description ?? ''));

/** What is in a field, row by row, with the field's name before it. */
function inner(name, field, depth) {
  if (depth === 0) return [];
  if (field.type === 'array' && field.items) return rows(field.items, field.file, `${name}[].`, depth - 1);
  return field.type === 'object' ? rows(field, field.file, `${name}.`, depth - 1) : [];
}

/** What only spells a field otherwise stands with it. */
function rows(schema, file, prefix, depth) {
  const { $ref, ...own } = schema;
  const all = [...fields($ref ? schema : { ...own, file }, file)];
  const spellings = (name) =>
    all.filter(([, field]) => field['x-spelling-of'] === name).map(([other]) => `\`${other}\``);
  return all
    .filter(([, field]) => !field['x-spelling-of'])
    .flatMap(([name, field]) => {
      const also = spellings(name);
      const words = `${meaning(field)}${also.length > 0 ? ` Also ${also.join(', ')}.` : ''}`;
      const row = `| \`${prefix}${name}\` | ${cell(type(field))} | ${field.must ? 'yes' : ''} | ${cell(words)} |`;
      return [row, ...inner(`${prefix}${name}`, field, depth)];
    });
}

const table = (schema, file) =>
  ['| field | type | required | |', '|---|---|---|---|', ...rows(schema, file, '', 3)].join('\n');

const example = (value) => `\`\`\`json\n${JSON.stringify(value)}\n\`\`\``;

function alternatives(file) {
  const schema = read(file);
  return schema.anyOf && !schema.properties ? schema.anyOf : [schema];
}

function entry({ title, name, description, file, examples }, level) {
  const heading = title === name ? `\`${name}\`` : `\`${title}\` (${name.replaceAll('_', ' ')})`;
  const tables = alternatives(file).map((schema) => table(schema, file));
  return [`${level} ${heading}`, description, ...tables, ...examples.slice(0, 1).map(example)].join('\n\n');
}

function borrowed(entries) {
  const list = entries.map(({ title }) => `\`${title}\``);
  return list.length > 0 ? [`As in [requests and events](#requests-and-events): ${list.join(', ')}.`] : [];
}

function section({ title, description, paths, entries }) {
  const said = entries.filter(({ from }) => from === 'server');
  return [
    `## ${title}`,
    description,
    paths.map(({ address, description: words }) => `- \`${address}\`: ${words}`).join('\n'),
    ...said.filter((each) => !each.borrowed).map((each) => entry(each, '###')),
    ...borrowed(said.filter((each) => each.borrowed)),
  ].join('\n\n');
}

function method(file) {
  const { kind, description, scope, params, result } = read(file);
  const name = file.slice('methods/'.length, -'.json'.length);
  return [
    `### \`${name}\``,
    `A ${kind}${scope ? `, for who has the scope \`${scope}\`` : ''}. ${description}`,
    ...[
      ['It takes', params],
      ['It gives', result],
    ].map(([words, schema]) =>
      fields(schema, file).size > 0
        ? `${words}:\n\n${table(schema, file)}`
        : `${words} ${schema.additionalProperties === false ? 'nothing' : 'anything'}.`,
    ),
  ].join('\n\n');
}

export function page() {
  const all = sections();
  const client = all[0].entries.filter(({ from }) => from === 'client');
  const clientPart = [
    '## From clients',
    'The same everywhere. Unknown fields are ignored; null is the same as absent. Two spellings of a field in one message must have the same value. The bare text `ping` is answered with the bare text `pong`.',
    ...client.map((each) => entry(each, '###')),
  ];
  return `${[
    '# The JSON messages',
    '<!-- Made of protocol/schema and protocol/vectors by `npm run documents -w protocol`; don’t edit. -->',
    'What travels as text between clients and a Starling server, for people; [asyncapi.yaml](asyncapi.yaml) is the same for machines, and a server hands it out at `/asyncapi.yaml`. Binary messages and all error codes are in [protocol.md](protocol.md). A client that offers the WebSocket subprotocol `starling.msgpack` gets these messages as MessagePack in binary frames, but for `/ws/graph`.',
    ...clientPart,
    ...all.map(section),
    '## Data of events',
    'What `data` of an event holds, by channel. On other channels it is what somebody published.',
    ...channels().map(({ channel, file, examples }) =>
      entry({ title: channel, name: channel, description: read(file).description, file, examples }, '###'),
    ),
    '## Methods',
    'What `query` and `command` may call.',
    ...names('methods').map(method),
  ].join('\n\n')}\n`;
}
