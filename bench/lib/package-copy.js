import { cpSync, rmSync } from 'node:fs';

/**
 * Puts the package as it is built where the contestants import it from. A copy of what its tarball would hold, and
 * not a link: so that it finds the same jose as its rivals.
 */
export function copyPackage() {
  const copy = new URL('../node_modules/amazon-connect-widget-token/', import.meta.url);
  rmSync(copy, { recursive: true, force: true });
  for (const path of ['dist', 'package.json']) {
    cpSync(new URL(`../../${path}`, import.meta.url), new URL(path, copy), { recursive: true });
  }
}
