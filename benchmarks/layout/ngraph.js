// Runs ngraph.forcelayout in 3D on a graph file; every line of input is a number of steps, every line of
// output the nanoseconds and the microseconds of processor time that they took. Usage: node ngraph.js GRAPH.json THETA
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import createLayout from 'ngraph.forcelayout';
import createGraph from 'ngraph.graph';

const [file, theta] = process.argv.slice(2);
const { positions, edges } = JSON.parse(readFileSync(file, 'utf8'));

const graph = createGraph({ multigraph: true });
for (let node = 0; node < positions.length / 3; node++) {
  graph.addNode(node);
}
for (let edge = 0; edge < edges.length; edge += 2) {
  graph.addLink(edges[edge], edges[edge + 1]);
}

const layout = createLayout(graph, { dimensions: 3, theta: Number(theta) });
for (let node = 0; node < positions.length / 3; node++) {
  layout.setNodePosition(node, positions[3 * node], positions[3 * node + 1], positions[3 * node + 2]);
}

createInterface({ input: process.stdin }).on('line', (line) => {
  const start = process.hrtime.bigint();
  const cpu = process.cpuUsage();
  for (let step = 0; step < Number(line); step++) {
    layout.step();
  }
  const nanos = process.hrtime.bigint() - start;
  const { user, system } = process.cpuUsage(cpu);
  console.log(`${nanos} ${user + system}`);
});
