// The test runners: each runs the tests of a server, in a project set up as its users do.

import denoAndBun from './runners/deno-and-bun.js';
import jest from './runners/jest.js';
import mocha from './runners/mocha.js';
import nodeTest from './runners/node-test.js';
import vitest from './runners/vitest.js';

/** @type {readonly import('../cells.js').Cell[]} */
export default [...jest, ...vitest, ...mocha, ...nodeTest, ...denoAndBun];
