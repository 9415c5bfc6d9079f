// The server's code for the attributes on the page, to copy. Pure.

import { estimateTokenSize, stringifyAttributes, WidgetTokenError } from 'amazon-connect-widget-token';

/** @typedef {'express' | 'lambda' | 'fetch'} Server */

/** Indented as inside of `claims`. */
const COMMENT = `    // Examples. Take the values from your session or database,
    // never from what the browser sent.`;

/** @type {Record<Server, (attributes: string, imported: string) => string>} */
const CODE = {
  express: (attributes, imported) => `import express from 'express';
${imported}import { createNodeTokenHandler } from 'amazon-connect-widget-token/handler';

const token = createNodeTokenHandler({
  widgetId: process.env.CONNECT_WIDGET_ID,
  secret: process.env.CONNECT_SECRET,
  claims(req) {
${COMMENT}
    const attributes = ${attributes};
    return { attributes };
  },
});

const app = express();
app.get('/token', token);
app.listen(process.env.PORT ?? 3000);
`,
  lambda: (
    attributes,
    imported,
  ) => `${imported}import { createLambdaTokenHandler } from 'amazon-connect-widget-token/handler';

export const handler = createLambdaTokenHandler({
  widgetId: process.env.CONNECT_WIDGET_ID,
  secret: process.env.CONNECT_SECRET,
  claims(event) {
${COMMENT}
    const attributes = ${attributes};
    return { attributes };
  },
});
`,
  fetch: (
    attributes,
    imported,
  ) => `${imported}import { createTokenHandler } from 'amazon-connect-widget-token/handler';

export const GET = createTokenHandler({
  widgetId: process.env.CONNECT_WIDGET_ID,
  secret: process.env.CONNECT_SECRET,
  claims(request) {
${COMMENT}
    const attributes = ${attributes};
    return { attributes };
  },
});
`,
};

const IMPORT = `import { stringifyAttributes } from 'amazon-connect-widget-token';\n`;

/**
 * The code, or undefined if a server that runs it would refuse the attributes. Values that are not text become
 * text there with stringifyAttributes, as values from a database must.
 *
 * @param {Server} server
 * @param {unknown} attributes
 * @param {string} widgetId
 * @returns {string | undefined}
 */
export function serverCode(server, attributes, widgetId) {
  if (typeof attributes !== 'object' || attributes === null || !isSigned(attributes, widgetId))
    return undefined;
  const entries = Object.entries(attributes);
  const literal = writeObject(entries);
  return entries.every(([, value]) => typeof value === 'string')
    ? CODE[server](literal, '')
    : CODE[server](`stringifyAttributes(${literal})`, IMPORT);
}

/** @param {[key: string, value: unknown][]} entries */
function writeObject(entries) {
  if (entries.length === 0) return '{}';
  const members = entries.map(([key, value]) => `      ${writeKey(key)}: ${writeValue(value)},\n`);
  return `{\n${members.join('')}    }`;
}

/** @param {string} key */
function writeKey(key) {
  // Without brackets, it would set the prototype.
  if (key === '__proto__') return `['__proto__']`;
  return /^[a-z_$][\w$]*$/i.test(key) ? key : writeValue(key);
}

/** @param {unknown} value */
function writeValue(value) {
  const json = JSON.stringify(value);
  if (typeof value !== 'string' || value.includes("'")) return json;
  return `'${json.slice(1, -1).replaceAll('\\"', '"')}'`;
}

/** Whether such a server would sign them. @param {object} attributes @param {string} widgetId */
function isSigned(attributes, widgetId) {
  try {
    return estimateTokenSize({ widgetId, attributes: stringifyAttributes(attributes) }).fits;
  } catch (error) {
    if (error instanceof WidgetTokenError) return false;
    throw error;
  }
}
