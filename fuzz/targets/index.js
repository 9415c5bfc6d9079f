// The targets, with the number of inputs of each in a full run. The command has few, because each of its
// inputs is a process, and check waits for a second between two requests.

import { check } from './check.js';
import { command } from './command.js';
import { create } from './create.js';
import { estimate } from './estimate.js';
import { handler } from './handler.js';
import { inspect } from './inspect.js';
import { lambda } from './lambda.js';
import { leaks } from './leaks.js';
import { node } from './node.js';
import { stringify } from './stringify.js';
import { validate } from './validate.js';
import { verify } from './verify.js';

/**
 * @template Input
 * @typedef {object} Target
 * @property {string} title
 * @property {import('../inputs/values.js').Made<Input>} inputs
 * @property {(input: Input) => unknown} call
 * @property {(outcome: import('../measure.js').Outcome, input: Input) => string[] | Promise<string[]>} check
 *   Fails if an invariant does not hold. Gets a new copy of the input, because the call may have changed its
 *   own. Returns the codes of what was refused, and none if nothing was refused.
 * @property {boolean} [isProcess] Whether each call is a process, whose time and memory are not limited.
 */

/** @type {Record<string, { runs: number, target: Target<any> }>} */
export const TARGETS = {
  create: { runs: 250_000, target: create },
  validate: { runs: 200_000, target: validate },
  estimate: { runs: 200_000, target: estimate },
  verify: { runs: 150_000, target: verify },
  inspect: { runs: 120_000, target: inspect },
  stringify: { runs: 60_000, target: stringify },
  handler: { runs: 80_000, target: handler },
  node: { runs: 60_000, target: node },
  lambda: { runs: 60_000, target: lambda },
  leaks: { runs: 100_000, target: leaks },
  command: { runs: 600, target: command },
  check: { runs: 200, target: check },
};
