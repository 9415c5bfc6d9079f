// JSON as RFC 7515 requires it in a token: an object, in UTF-8, without duplicate keys.

import { hasDuplicateKey } from '../lib/duplicate-keys.js';

/** A parsed JSON object. A key named __proto__ is an own property. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The object in UTF-8 bytes of JSON, or the problem with them. */
export function parseObject(bytes: Uint8Array<ArrayBuffer>): { object: JsonObject } | { problem: string } {
  let json: string;
  let value: unknown;
  try {
    json = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    value = JSON.parse(json);
  } catch {
    return { problem: 'must be JSON in UTF-8.' };
  }
  if (!isObject(value)) return { problem: 'must be a JSON object.' };
  return hasDuplicateKey(json) ? { problem: 'must not have a key twice.' } : { object: value };
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
