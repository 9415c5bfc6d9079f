// The test runners: a server's own test, in a project as their users have it.

/** @import { Cell } from '../cells.js' */

/** @type {readonly Cell[]} */
export default [];
