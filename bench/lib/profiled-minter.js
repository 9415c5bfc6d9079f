// Runs one contestant under V8's sampling profiler, in its own process. Writes the microseconds per token for
// each owner of code, and for each function of this package.

import { readdirSync, readFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { mintMany } from './mint-many.js';
import { OWNERS } from './profile-owners.js';

/**
 * @typedef {import('node:inspector').Profiler.ProfileNode} ProfileNode
 * @typedef {Record<string, number>} Costs - Microseconds per token.
 */

const WARM_UP_TOKENS = 4000;

/** Not by the name: the folder of the clone may have any. */
const OUR_FILES = new URL('..', import.meta.resolve('amazon-connect-widget-token')).href;
const SAMPLING_INTERVAL = { interval: 100 };

/** The owner of Node.js's own JavaScript, for each owner of the code that calls it. */
const NODE_OWNERS = new Map([
  [OWNERS.ours, OWNERS.nodeByUs],
  [OWNERS.nodeByUs, OWNERS.nodeByUs],
  [OWNERS.jose, OWNERS.nodeByJose],
  [OWNERS.nodeByJose, OWNERS.nodeByJose],
]);

const [, , file = '', tokens, inFlight] = process.argv;

/** @type {unknown} */
const contestant = await import(file);
const mint = await /** @type {import('./contestants.js').ContestantCode} */ (contestant).prepare();
await mintMany(mint, WARM_UP_TOKENS, Number(inFlight));

const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.setSamplingInterval', SAMPLING_INTERVAL);
const cpuBefore = otherThreadsCpu();
await session.post('Profiler.start');
await mintMany(mint, Number(tokens), Number(inFlight));
const { profile } = await session.post('Profiler.stop');
const cpuAfter = otherThreadsCpu();
session.disconnect();

const { owners, functions } = addUp(profile);
const otherThreads = (cpuAfter - cpuBefore) / Number(tokens);
console.log(JSON.stringify({ owners: { ...owners, [OWNERS.threads]: otherThreads }, functions }));

/** @param {import('node:inspector').Profiler.Profile} profile */
function addUp({ nodes, samples = [], timeDeltas = [] }) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const ownerOf = findOwners(nodes, byId);
  /** @type {Costs} */
  const owners = {};
  /** @type {Costs} */
  const functions = {};
  samples.forEach((id, index) => {
    // A delta is the time before its sample, so the next one is the time after it.
    const cost = (timeDeltas[index + 1] ?? 0) / Number(tokens);
    const owner = ownerOf.get(id) ?? '';
    const { functionName = '', lineNumber = 0, url = '' } = byId.get(id)?.callFrame ?? {};
    owners[owner] = (owners[owner] ?? 0) + cost;
    if (owner !== OWNERS.ours) return;
    const name = `${functionName || '(anonymous)'} (${url.replace(/.*\//, '')}:${lineNumber + 1})`;
    functions[name] = (functions[name] ?? 0) + cost;
  });
  return { owners, functions };
}

/**
 * The owner of each node, by its id.
 *
 * @param {readonly ProfileNode[]} nodes
 * @param {ReadonlyMap<number, ProfileNode>} byId
 */
function findOwners(nodes, byId) {
  /** @type {Map<number, string>} */
  const owners = new Map();
  /** @param {ProfileNode} node @param {string} caller */
  const walk = (node, caller) => {
    const owner = ownerOf(node.callFrame, caller);
    owners.set(node.id, owner);
    for (const child of node.children ?? []) {
      const callee = byId.get(child);
      if (callee !== undefined) walk(callee, owner);
    }
  };
  const [root] = nodes;
  if (root !== undefined) walk(root, '');
  return owners;
}

/** @param {{ functionName: string; url: string }} frame @param {string} caller */
function ownerOf({ functionName, url }, caller) {
  if (url.startsWith(OUR_FILES)) return OWNERS.ours;
  if (url.includes('/node_modules/jose/')) return OWNERS.jose;
  if (url.startsWith('node:')) return NODE_OWNERS.get(caller) ?? OWNERS.node;
  if (url !== '') return OWNERS.bench;
  if (functionName === '(idle)') return OWNERS.idle;
  if (functionName === '(garbage collector)') return OWNERS.garbage;
  // Functions built into V8 count as part of their caller.
  return caller === '' ? OWNERS.native : caller;
}

/** The CPU time of all other threads, in microseconds. NaN on systems without /proc. */
function otherThreadsCpu() {
  try {
    return readdirSync('/proc/self/task')
      .filter((thread) => Number(thread) !== process.pid)
      .map((thread) => parseInt(readFileSync(`/proc/self/task/${thread}/schedstat`, 'utf8')) / 1000)
      .reduce((sum, time) => sum + time, 0);
  } catch {
    return NaN;
  }
}
