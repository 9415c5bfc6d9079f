// Keys that an object in JSON has twice. Parsers differ in which of the two they use, so that the same JSON
// could mean one thing to us and another to its reader.

const STRING_OR_MARK = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}:]/g;

/** Whether an object in valid JSON has a key twice, also if the key is escaped differently. */
export function hasDuplicateKey(json: string): boolean {
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
