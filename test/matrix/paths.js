// Where things are.

import { fileURLToPath } from 'node:url';

const path = (/** @type {string} */ relative) => fileURLToPath(new URL(relative, import.meta.url));

export const ROOT = path('../..');
export const MATRIX = path('.');
export const FIXTURES = path('fixtures');
export const MODULES = path('node_modules');
export const BIN = path('node_modules/.bin');
export const RESULTS = path('RESULTS.md');

/** The projects of the cells. They stand below the tools, so that Node.js finds these as it would a user's. */
export const PROJECTS = path('.projects');
