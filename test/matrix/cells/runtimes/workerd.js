// Cloudflare's workerd, run by Miniflare, with a bundle made as users of Workers make it.

import { missingNode, nodePath, versionOfPackage } from '../../tools.js';
import { copyWithConformance, expectConforms } from './conformance.js';

/** @import { Cell } from '../../cells.js' */

/** Miniflare requires it. */
const NODE = '22';

const BUNDLE = ['--bundle', '--format=esm', '--platform=browser', '--conditions=workerd,worker,browser'];

/** @type {readonly Cell[]} */
export default [
  {
    group: 'Runtimes',
    name: 'Cloudflare workerd, two requests that interleave',
    unavailable: () => missingNode(NODE),
    run: async (project) => {
      copyWithConformance(project, 'workerd');
      await project.exec('esbuild', ['workerd/worker.js', ...BUNDLE, '--outfile=bundle.js']);
      await expectConforms(project, nodePath(NODE), ['workerd/drive.mjs', 'bundle.js']);
      return { version: versionOfPackage('workerd') };
    },
  },
];
