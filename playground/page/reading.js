// Checks the editor's attributes by the package's own rules, and finds the field of each problem. Pure.

import { validateAttributes } from 'amazon-connect-widget-token';

/**
 * @typedef {object} Problem
 * @property {string | undefined} key The attribute's key, or undefined for a problem of all attributes.
 * @property {'key' | 'value'} field
 * @property {string} message
 * @property {boolean} prevents Whether the widget would not open.
 */

/**
 * @typedef {object} Reading
 * @property {unknown} attributes What the page asks the server to sign.
 * @property {Record<string, string>} valid The attributes without a problem.
 * @property {readonly string[]} invalid The keys of the others.
 * @property {readonly Problem[]} problems
 */

/** The package cuts a key in an issue's path to this many characters. */
const MAX_PATH_CHARACTERS = 64;

/** @param {unknown} attributes @returns {Reading} */
export function readAttributes(attributes) {
  const { issues = [] } = validateAttributes(attributes);
  const entries = isObject(attributes) ? Object.entries(attributes) : [];
  const problems = issues
    // The size bar shows this one, measured with the page's widget id. The simulated chat has no token.
    .filter(({ code }) => code !== 'ERR_TOKEN_TOO_LARGE')
    .map(({ code, message, path }) => {
      const [named] = path;
      const key = entries.find(([key]) => cut(key) === named)?.[0];
      return { key, field: code === 'ERR_ATTRIBUTE_KEY_INVALID' ? 'key' : 'value', message, prevents: true };
    });
  const isInvalid = (/** @type {string} */ key) => problems.some((problem) => problem.key === key);
  return {
    attributes,
    valid: Object.fromEntries(entries.filter(([key]) => !isInvalid(key))),
    invalid: entries.map(([key]) => key).filter(isInvalid),
    problems: /** @type {Problem[]} */ (problems),
  };
}

/** @param {unknown} value @returns {value is Record<string, string>} */
function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @param {string} key */
function cut(key) {
  return key.length > MAX_PATH_CHARACTERS ? `${key.slice(0, MAX_PATH_CHARACTERS - 1)}…` : key;
}
