// node loaded-files.js CONTESTANT: counts the JavaScript files that a built contestant loads besides itself, to
// mint one token.

import { Session } from 'node:inspector';
import { pathToFileURL } from 'node:url';

const program = pathToFileURL(process.argv[2] ?? '').href;
/** @type {Map<string, number>} */
const lengths = new Map();

const session = new Session();
session.connect();
session.on('Debugger.scriptParsed', ({ params: { url, length = 0 } }) => {
  // The inspector gives a path for CommonJS files and a URL for ESM files.
  const file = url.startsWith('/') ? pathToFileURL(url).href : url;
  if (file.startsWith('file:') && file !== program && file !== import.meta.url) lengths.set(file, length);
});
session.post('Debugger.enable');
/** @type {unknown} */
const contestant = await import(program);
const mint = await /** @type {import('./contestants.js').ContestantCode} */ (contestant).prepare();
await mint();
process.on('exit', () => {
  const sourceBytes = [...lengths.values()].reduce((sum, length) => sum + length, 0);
  console.log(JSON.stringify({ files: lengths.size, sourceBytes }));
});
