// Writes dist/LICENSES.txt after a build: which files contain code of jose, its version and its licence.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const DIST = new URL('../dist/', import.meta.url);
const JOSE = new URL('../node_modules/jose/', import.meta.url);

/** The bundler writes the path of each module above its code. */
const MODULE_OF_JOSE = /^\/\/ \S*node_modules\/jose\//m;

/** @param {string} extension */
function filesWithJose(extension) {
  const files = readdirSync(DIST, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(extension))
    .filter((name) => MODULE_OF_JOSE.test(readFileSync(new URL(name, DIST), 'utf8')));
  // Both the CommonJS build and the build for Node.js contain it.
  if (files.length === 0) throw new Error(`No ${extension} file names the modules of jose that it contains.`);
  return files.map((name) => `dist/${name.replaceAll('\\', '/')}`);
}

/** @type {unknown} */
const manifest = JSON.parse(readFileSync(new URL('package.json', JOSE), 'utf8'));
const { version } = /** @type {{ version: string }} */ (manifest);
const license = readFileSync(new URL('LICENSE.md', JOSE), 'utf8').trim();

const text = `These files contain parts of jose ${version} (https://github.com/panva/jose):

${[...filesWithJose('.cjs'), ...filesWithJose('.js')].sort().join('\n')}

Its licence:

${license}
`;

writeFileSync(new URL('LICENSES.txt', DIST), text);
