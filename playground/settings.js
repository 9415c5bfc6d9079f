// Reads the settings from the environment: the widget id, its key and the port.

import { randomBytes } from 'node:crypto';

/**
 * @typedef {object} Settings
 * @property {string} widgetId
 * @property {string} secret
 * @property {string} keySource Where the key comes from, as text for the page. The page never gets the key.
 * @property {number} port 0 selects a free port.
 */

/** @param {NodeJS.ProcessEnv} environment @returns {Settings} */
export function readSettings(environment) {
  // An empty variable is treated as not set.
  const read = (/** @type {string} */ name) => (environment[name] === '' ? undefined : environment[name]);
  const secret = read('CONNECT_SECRET');
  return {
    widgetId: read('CONNECT_WIDGET_ID') ?? 'widget-id',
    // 44 characters of Base64, like Connect's keys. The string itself is the key: it is not decoded.
    secret: secret ?? randomBytes(32).toString('base64'),
    keySource: secret === undefined ? 'random for this run' : 'from CONNECT_SECRET',
    port: Number(read('PORT') ?? 0),
  };
}
