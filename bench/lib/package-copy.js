import { cpSync, rmSync } from 'node:fs';

/**
 * Copies the built package into bench/node_modules, where the contestants import it from. It is a copy and
 * not a link, so that it imports the same jose as its rivals.
 */
export function copyPackage() {
  const copy = new URL('../node_modules/amazon-connect-widget-token/', import.meta.url);
  rmSync(copy, { recursive: true, force: true });
  for (const path of ['dist', 'package.json']) {
    cpSync(new URL(`../../${path}`, import.meta.url), new URL(path, copy), { recursive: true });
  }
}
