// The runtimes: each runs the same conformance script on the installed package.

import chromium from './runtimes/chromium.js';
import denoAndBun from './runtimes/deno-and-bun.js';
import edgeRuntime from './runtimes/edge-runtime.js';
import elsewhere from './runtimes/elsewhere.js';
import lambda from './runtimes/lambda.js';
import node from './runtimes/node.js';
import pure from './runtimes/pure.js';
import workerd from './runtimes/workerd.js';

/** @type {readonly import('../cells.js').Cell[]} */
export default [
  ...node,
  ...pure,
  ...denoAndBun,
  ...workerd,
  ...edgeRuntime,
  ...lambda,
  ...chromium,
  ...elsewhere,
];
