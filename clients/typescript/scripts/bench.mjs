// Prints how long the main thread is held by large frames and loads. Needs `npm run build`.
import { decodeFrame, encodePositions, encodeVelocities, GraphModel } from '../dist/index.js';

const COUNT = 100_000;
const ROUNDS = 60;

const ids = Array.from({ length: COUNT }, (_, i) => i + 1);
const columns = {
  count: COUNT,
  ids,
  positions: ids.flatMap((id) => [id, -id, id / 2]),
  velocities: ids.flatMap((id) => [1, 2, id]),
  times: ids,
};
const model = new GraphModel();
model.load(
  ids.map((id) => ({ ...describe(id), position: { x: 0, y: 0, z: 0 } })),
  [],
  0,
);

function describe(id) {
  return {
    id,
    metadataId: `p${id}`,
    label: `P${id}`,
    type: 'knowledge',
    quality: 1,
    metadata: { kind: 'page' },
  };
}

function measure(name, task) {
  for (let i = 0; i < 5; i++) task();
  const times = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    task();
    return performance.now() - start;
  }).sort((a, b) => a - b);
  const [median, worst] = [times[ROUNDS / 2], times[ROUNDS - 1]].map((ms) => ms.toFixed(2));
  console.log(`${name}: median ${median} ms, worst ${worst} ms of ${ROUNDS}`);
}

function applied(bytes) {
  const records = decodeFrame(bytes).messages.map((message) => message.records);
  if (model.move(records, 0).count !== COUNT) throw new Error('not all were applied');
}

const position = encodePositions(3, columns);
const client28 = encodeVelocities(3, columns);
measure(`decode and apply ${COUNT} positions (21 B)`, () => applied(position));
measure(`decode and apply ${COUNT} client28 (28 B)`, () => applied(client28));

const nodes = ids.map((id) => ({ ...describe(id), position: { x: id, y: 0, z: 0 } }));
const edges = ids.map((id) => ({ id, source: id, target: 1 + ((id * 7) % COUNT), type: 'link', weight: 1 }));
measure(`load ${COUNT} nodes and as many edges anew`, () => new GraphModel().load(nodes, edges, 0));
measure(`load ${COUNT} known nodes and edges`, () => model.load(nodes, edges, 0));
