// The functions that run in any runtime: in Node.js 18, where createWidgetToken does not run, and with the
// built-ins of the oldest browsers that the widget supports.
// https://docs.aws.amazon.com/connect/latest/adminguide/add-chat-to-website.html#chat-widget-supported-browsers

import { missingNode, nodePath } from '../../tools.js';
import { copyWithConformance, expectConforms, versionOf } from './conformance.js';

/** @import { Cell } from '../../cells.js' */
/** @import { Project } from '../../project.js' */

/** It has every built-in that old-browser.cjs removes. */
const NEWEST = '26';

const REMOVE = ['--require', './pure/old-browser.cjs'];

/**
 * The package creates none, but jose does when it is loaded. A bundler leaves jose out, and the CJS build has
 * stand-ins.
 */
const KEPT_FOR_JOSE = { KEEP: 'TextEncoder TextDecoder' };

/**
 * As for a page for these browsers. esbuild knows of errors in Safari's destructuring, and cannot replace it.
 */
const BUNDLE = [
  ...['--bundle', '--format=iife', '--platform=browser', '--outfile=pure.bundle.js'],
  ...['--target=chrome85,firefox81,safari13.1', '--supported:destructuring=true'],
];

/**
 * @param {string} release
 * @param {string} name
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string>, prepare?: (project: Project) => Promise<unknown> }} [options]
 * @returns {Cell}
 */
function cell(release, name, args, { env, prepare } = {}) {
  const node = nodePath(release);
  return {
    group: 'Runtimes',
    name,
    unavailable: () => missingNode(release),
    run: async (project) => {
      copyWithConformance(project, 'pure');
      await prepare?.(project);
      await expectConforms(project, node, args, { env });
      return { version: await versionOf(project, node) };
    },
  };
}

/** @param {Project} project */
async function bundle(project) {
  project.copy('runtimes/chromium/pure.js', 'page.js');
  await project.exec('esbuild', ['page.js', ...BUNDLE]);
}

/** @type {readonly Cell[]} */
export default [
  cell('18', 'Node.js 18, the pure functions, import', ['pure/check.mjs']),
  cell('18', 'Node.js 18, the pure functions, require', ['pure/check.cjs']),
  cell(
    NEWEST,
    'Only the built-ins of Chrome 85, Firefox 81 and Safari 13.1, bundled',
    [...REMOVE, 'pure/check-bundle.cjs'],
    { prepare: bundle },
  ),
  cell(
    NEWEST,
    'Only the built-ins of Chrome 85, Firefox 81 and Safari 13.1, import',
    [...REMOVE, 'pure/check.mjs'],
    { env: KEPT_FOR_JOSE },
  ),
  cell(NEWEST, 'Only the built-ins of Chrome 85, Firefox 81 and Safari 13.1, require', [
    ...REMOVE,
    'pure/check.cjs',
  ]),
];
