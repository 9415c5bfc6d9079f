// npm run playground:build: writes the page without a server to playground/dist, for any static host. The
// checks run in the page: its script contains the package, as a bundler would take it.

import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'tsup';
import { BUILT, htmlOf, PAGE } from './html.js';

rmSync(BUILT, { recursive: true, force: true });
mkdirSync(BUILT);
writeFileSync(`${BUILT}index.html`, htmlOf('static'));
for (const name of ['icon.svg', 'style']) cpSync(`${PAGE}${name}`, `${BUILT}${name}`, { recursive: true });
await build({
  config: false,
  entry: { static: `${PAGE}static.js` },
  outDir: BUILT,
  // Not a module, so that the page also works when it is opened as a file.
  format: 'iife',
  outExtension: () => ({ js: '.js' }),
  platform: 'browser',
  target: 'es2022',
  noExternal: [/./],
  // Readable, because people paste tokens into it.
  minify: false,
  silent: true,
});
console.log(`Built ${BUILT}: open index.html, or put the folder on any static host.`);
