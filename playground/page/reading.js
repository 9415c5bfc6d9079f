// What the attributes in the editor are, by the package's own rules, and what is wrong with which. Pure.

import { validateAttributes } from 'amazon-connect-widget-token';

/**
 * @typedef {object} Problem
 * @property {string | undefined} key The attribute's key, or undefined if it is about all of them.
 * @property {'key' | 'value'} field
 * @property {string} message
 */

/**
 * @typedef {object} Reading
 * @property {unknown} attributes What the server would be asked to sign.
 * @property {Record<string, string>} valid The attributes that nothing is wrong with.
 * @property {readonly string[]} invalid The keys of the others.
 * @property {readonly Problem[]} problems
 */

/** An issue's path has at most this many characters of a key. */
const MAX_PATH_CHARACTERS = 64;

/** @param {unknown} attributes @returns {Reading} */
export function readAttributes(attributes) {
  const { issues = [] } = validateAttributes(attributes);
  const entries = isObject(attributes) ? Object.entries(attributes) : [];
  const problems = issues.map(({ code, message, path }) => {
    const [named] = path;
    const key = entries.find(([key]) => cut(key) === named)?.[0];
    return { key, field: code === 'ERR_ATTRIBUTE_KEY_INVALID' ? 'key' : 'value', message };
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
