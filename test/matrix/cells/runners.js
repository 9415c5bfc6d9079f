// The test runners: a server's own test, in a project as their users have it.

import denoAndBun from './runners/deno-and-bun.js';
import jest from './runners/jest.js';
import mocha from './runners/mocha.js';
import nodeTest from './runners/node-test.js';
import vitest from './runners/vitest.js';

/** @type {readonly import('../cells.js').Cell[]} */
export default [...jest, ...vitest, ...mocha, ...nodeTest, ...denoAndBun];
