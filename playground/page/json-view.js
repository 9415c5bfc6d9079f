// Shows JSON indented, with keys and values highlighted.

import { create } from './dom.js';

const TOKEN = /("(?:[^"\\]|\\.)*")(:?)|-?\d[\d.e+-]*|true|false|null/gi;

/** @param {HTMLElement} place @param {unknown} value */
export function showJson(place, value) {
  const json = JSON.stringify(value, null, 2);
  /** @type {(Node | string)[]} */
  const nodes = [];
  let end = 0;
  for (const match of json.matchAll(TOKEN)) {
    const [text, string, colon] = match;
    nodes.push(json.slice(end, match.index));
    if (colon === ':') nodes.push(create('span', 'json-key', string ?? ''), ':');
    else nodes.push(create('span', string === undefined ? 'json-literal' : 'json-string', text));
    end = match.index + text.length;
  }
  place.replaceChildren(...nodes, json.slice(end));
}
