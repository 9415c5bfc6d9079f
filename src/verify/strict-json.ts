// JSON as RFC 7515 wants it in a token: an object, in UTF-8, in which no key stands twice. Readers differ in
// which of two they take, so that a token could mean one thing to us and another to Connect.

/** A JSON object as it was parsed; a key named __proto__ is its own. */
export type JsonObject = Readonly<Record<string, unknown>>;

const STRING_OR_MARK = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}:]/g;

/** The object that UTF-8 bytes of JSON hold, or why they hold none. */
export function parseObject(bytes: Uint8Array<ArrayBuffer>): { object: JsonObject } | { problem: string } {
  let json: string;
  let value: unknown;
  try {
    json = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    value = JSON.parse(json);
  } catch {
    return { problem: 'is not JSON in UTF-8.' };
  }
  if (!isObject(value)) return { problem: 'is not a JSON object.' };
  return hasDuplicateKey(json) ? { problem: 'has a key twice.' } : { object: value };
}

/**
 * Strictly: no padding, no white space, no other alphabet, and no bits that the bytes do not use; with any
 * of these, two texts would be one token.
 */
export function decodeBase64url(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
    const canonical = btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
    return canonical === text ? Uint8Array.from(binary, (byte) => byte.charCodeAt(0)) : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether some object in a valid JSON text has a key twice, however it is escaped. */
function hasDuplicateKey(json: string): boolean {
  const open: Set<unknown>[] = [];
  let string = '';
  for (const [token] of json.matchAll(STRING_OR_MARK)) {
    if (token === '{') open.push(new Set());
    else if (token === '}') open.pop();
    else if (token !== ':') string = token;
    else {
      const keys = open.at(-1);
      const key: unknown = JSON.parse(string);
      if (keys?.has(key)) return true;
      keys?.add(key);
    }
  }
  return false;
}
