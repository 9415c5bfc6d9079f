// Vercel's Edge Runtime, without eval and without the modules of Node.js.

import { versionOfPackage } from '../../tools.js';
import { copyWithConformance, expectConforms } from './conformance.js';

/** @import { Cell } from '../../cells.js' */

const BUNDLE = ['--bundle', '--format=iife', '--platform=browser', '--conditions=edge-light,worker,browser'];

/** @type {readonly Cell[]} */
export default [
  {
    group: 'Runtimes',
    name: 'Vercel Edge Runtime (@edge-runtime/vm)',
    run: async (project) => {
      copyWithConformance(project, 'edge-runtime');
      await project.exec('esbuild', ['edge-runtime/entry.js', ...BUNDLE, '--outfile=bundle.js']);
      await expectConforms(project, 'node', ['edge-runtime/drive.mjs', 'bundle.js']);
      return { version: versionOfPackage('@edge-runtime/vm') };
    },
  },
];
