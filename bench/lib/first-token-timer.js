// node first-token-timer.js import|require FILE: prints the milliseconds from loading a built contestant to
// its first token. WebCrypto is started before: that takes 4 to 6 ms, the same for all who use it.

import { createRequire } from 'node:module';

const [, , how, file = ''] = process.argv;
const require = createRequire(import.meta.url);

const algorithm = { name: 'HMAC', hash: 'SHA-256' };
const key = await crypto.subtle.importKey('raw', new Uint8Array(32), algorithm, false, ['sign']);
await crypto.subtle.sign('HMAC', key, new Uint8Array(8));

const start = performance.now();
/** @type {unknown} */
const contestant = how === 'import' ? await import(file) : require(file);
const mint = await /** @type {import('./contestants.js').ContestantCode} */ (contestant).prepare();
const token = await mint();
const milliseconds = performance.now() - start;
if (token.split('.').length === 3) console.log(milliseconds);
