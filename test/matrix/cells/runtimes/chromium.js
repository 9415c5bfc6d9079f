// A page in Chromium, in a secure context and in an insecure one, where WebCrypto is missing.

import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromiumPath } from '../../tools.js';
import { copyWithConformance } from './conformance.js';

/** @import { Cell } from '../../cells.js' */
/** @import { Project } from '../../project.js' */

const BUNDLE = ['--bundle', '--format=iife', '--platform=browser', '--minify', '--metafile=meta.json'];

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const TYPES = { html: 'text/html', js: 'text/javascript' };

const FILES = [
  'chromium/index.html',
  'golden.js',
  'conformance.js',
  'pure.bundle.js',
  'mistake.bundle.js',
  'chromium/checks.js',
];

/** @param {string} name @param {string} host @param {boolean} secure @returns {Cell} */
function cell(name, host, secure) {
  return {
    group: 'Runtimes',
    name,
    unavailable: () =>
      chromiumPath() === undefined ? 'Chromium is not installed: apt-get install chromium' : undefined,
    run: async (project) => {
      copyWithConformance(project, 'chromium');
      await bundle(project, 'mistake');
      const inputs = await bundle(project, 'pure');
      const withJose = inputs.filter((input) => input.includes('node_modules/jose/'));
      if (withJose.length > 0)
        throw new Error(`The bundle of the pure functions contains ${withJose.join()}.`);
      const server = await servePage(project);
      try {
        return { version: await checkPage(`http://${host}:${server.port}/`, host, secure) };
      } finally {
        server.close();
      }
    },
  };
}

/**
 * Bundles as the developer of a page would, and returns the paths of the bundled files.
 *
 * @param {Project} project
 * @param {string} name
 */
async function bundle(project, name) {
  await project.exec('esbuild', [`chromium/${name}.js`, ...BUNDLE, `--outfile=${name}.bundle.js`]);
  const { outputs } = JSON.parse(project.read('meta.json'));
  return Object.keys(outputs[`${name}.bundle.js`].inputs);
}

/** @param {Project} project @returns {Promise<{ port: number, close: () => void }>} */
async function servePage(project) {
  const files = new Map(FILES.map((file) => [`/${file.replace('chromium/', '')}`, file]));
  files.set('/', 'chromium/index.html');
  const server = createServer(({ url = '' }, response) => {
    const file = files.get(url);
    if (file === undefined) return response.writeHead(404).end();
    const extension = /** @type {keyof typeof TYPES} */ (file.split('.').pop());
    response.setHeader('Content-Type', `${TYPES[extension]}; charset=utf-8`);
    response.setHeader('Content-Security-Policy', "default-src 'none'; script-src 'self'");
    return response.end(readFileSync(join(project.folder, file)));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { port, close: () => server.close() };
}

/** @param {string} url @param {string} host @param {boolean} secure */
async function checkPage(url, host, secure) {
  const { chromium } = await import('playwright-core');
  const args = [...FLAGS, `--host-resolver-rules=MAP ${host} 127.0.0.1`];
  const browser = await chromium.launch({ executablePath: chromiumPath(), args });
  try {
    const page = await browser.newPage();
    /** @type {string[]} */
    const errors = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.goto(url);
    const place = await page.evaluate(() => [location.protocol, isSecureContext, 'subtle' in crypto]);
    if (place.join() !== ['http:', secure, secure].join()) throw new Error(`The page is ${place.join()}.`);
    const outcome = await page.evaluate(() => globalThis.checkPage());
    if (outcome !== 'conforms' || errors.length > 0) throw new Error([outcome, ...errors].join('\n'));
    return browser.version();
  } finally {
    await browser.close();
  }
}

/** @type {readonly Cell[]} */
export default [
  cell('Chromium, a page on http://localhost', 'localhost', true),
  cell('Chromium, a page over plain http', 'widget.test', false),
];
