// Compilers, bundlers and packaging.

/** @import { Cell } from '../cells.js' */

/** @type {readonly Cell[]} */
export default [];
