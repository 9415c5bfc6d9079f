// What the environment says: another widget than the made-up one, its key, and a port.

import { randomBytes } from 'node:crypto';

/**
 * @typedef {object} Settings
 * @property {string} widgetId
 * @property {string} secret
 * @property {string} keySource Where the key is from, in words. They go to the page; the key never does.
 * @property {number} port 0 for any that is free.
 */

/** @param {NodeJS.ProcessEnv} environment @returns {Settings} */
export function readSettings(environment) {
  // An empty variable counts as not set.
  const read = (/** @type {string} */ name) => (environment[name] === '' ? undefined : environment[name]);
  const secret = read('CONNECT_SECRET');
  return {
    widgetId: read('CONNECT_WIDGET_ID') ?? 'widget-id',
    // 44 characters that look like Base64, as Connect's own; and, as there, their text is the key.
    secret: secret ?? randomBytes(32).toString('base64'),
    keySource: secret === undefined ? 'made for this run' : 'from CONNECT_SECRET',
    port: Number(read('PORT') ?? 0),
  };
}
