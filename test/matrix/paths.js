// The paths of the matrix's files and folders.

import { fileURLToPath } from 'node:url';

const path = (/** @type {string} */ relative) => fileURLToPath(new URL(relative, import.meta.url));

export const ROOT = path('../..');
export const MATRIX = path('.');
export const FIXTURES = path('fixtures');
export const MODULES = path('node_modules');
export const BIN = path('node_modules/.bin');
export const RESULTS = path('RESULTS.md');

/**
 * The projects of the cells. They are inside this folder, so that Node.js finds the tools in its
 * node_modules.
 */
export const PROJECTS = path('.projects');
