// JSON as RFC 7515 requires it in a token: an object, in UTF-8, without duplicate keys. Parsers differ in
// which of two keys they use, so that a token could mean one thing to us and another to Connect.

/** A parsed JSON object. A key named __proto__ is an own property. */
export type JsonObject = Readonly<Record<string, unknown>>;

const STRING_OR_MARK = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}:]/g;

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

/** Whether an object in valid JSON has a key twice, also if the key is escaped differently. */
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
