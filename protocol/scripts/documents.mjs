// Writes docs/asyncapi.yaml and docs/messages.md with --write; without it, fails where they are not what would be written,
// or where the document is not valid. Usage: npm run documents -w protocol, npm run check -w protocol
import { readFileSync, writeFileSync } from 'node:fs';
import { Parser } from '@asyncapi/parser';
import { stringify } from 'yaml';
import { document } from './asyncapi.mjs';
import { page } from './page.mjs';

const docs = new URL('../../docs/', import.meta.url);
const head =
  '# Made of protocol/schema and protocol/vectors by `npm run documents -w protocol`; don’t edit.\n';
const made = {
  'asyncapi.yaml': head + stringify(document(), { lineWidth: 0, aliasDuplicateObjects: false }),
  'messages.md': page(),
};

let bad = false;
const complain = (words) => {
  console.error(words);
  bad = true;
};

for (const [name, text] of Object.entries(made)) {
  const file = new URL(name, docs);
  if (process.argv.includes('--write')) {
    writeFileSync(file, text);
  } else if (readFileSync(file, 'utf8') !== text) {
    complain(`docs/${name} is not what the schemas say: npm run documents -w protocol`);
  }
}

const diagnostics = await new Parser().validate(made['asyncapi.yaml']);
const errors = diagnostics.filter(({ severity }) => severity === 0);
for (const { path, message } of errors) complain(`asyncapi.yaml ${path.join('/')}: ${message}`);
console.log(
  `asyncapi.yaml: ${errors.length} errors, ${diagnostics.length - errors.length} other diagnostics`,
);
process.exit(bad ? 1 : 0);
