// What is fuzzed, and how many inputs each gets in a full run: a million in all. The command gets few: each is a process.

import { command } from './command.js';
import { create } from './create.js';
import { estimate } from './estimate.js';
import { handler } from './handler.js';
import { inspect } from './inspect.js';
import { validate } from './validate.js';
import { verify } from './verify.js';

/**
 * @template Input
 * @typedef {object} Target
 * @property {string} title
 * @property {import('../inputs/values.js').Made<Input>} inputs
 * @property {(input: Input) => unknown} call
 * @property {(outcome: import('../measure.js').Outcome, input: Input) => string[] | Promise<string[]>} check
 *   Fails if an invariant does not hold. The input is made anew, as the call may have changed it. Returns the codes of what was refused, or nothing if nothing was.
 * @property {boolean} [isProcess] Whether a call is a process, of which neither time nor memory are held against limits.
 */

/** @type {Record<string, { runs: number, target: Target<any> }>} */
export const TARGETS = {
  create: { runs: 250_000, target: create },
  validate: { runs: 200_000, target: validate },
  estimate: { runs: 200_000, target: estimate },
  verify: { runs: 150_000, target: verify },
  inspect: { runs: 120_000, target: inspect },
  handler: { runs: 80_000, target: handler },
  command: { runs: 300, target: command },
};
