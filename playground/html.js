// index.html is the page of the server and the page without one. A comment such as <!-- server --> begins what
// only one of them has, and <!-- /server --> ends it.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const PAGE = fileURLToPath(new URL('page/', import.meta.url));

/** The page without a server, as it was built. */
export const BUILT = fileURLToPath(new URL('dist/', import.meta.url));

/** @param {'server' | 'static'} kind */
export function htmlOf(kind) {
  const other = kind === 'server' ? 'static' : 'server';
  return readFileSync(`${PAGE}index.html`, 'utf8')
    .replaceAll(new RegExp(`^ *<!-- ${other} -->\n[^]*?<!-- /${other} -->\n`, 'gm'), '')
    .replaceAll(/^ *<!-- [^]*? -->\n/gm, '');
}
