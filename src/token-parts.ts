// The outside of a token: its size, its three parts, its header. It is looked at before any cryptography.

import { addFinding, type Finding } from './findings.js';
import { BYTES_PER_CHARACTER, MAX_TOKEN_BYTES } from './limits.js';
import { decodeBase64url, parseObject, type JsonObject } from './strict-json.js';
import { typeName } from './untrusted.js';

const LIBRARY_HINT = 'Make the token with a JWT library, and pass on all of it.';

/** Looks at the length alone, so that a token of any size costs nothing to refuse. */
export function checkTokenText(token: unknown, findings: Finding[]): string {
  if (typeof token !== 'string') {
    const problem = `must be a string, not ${typeName(token)}.`;
    addFinding(findings, 'ERR_TOKEN_MALFORMED', ['token'], problem, 'Await createWidgetToken.');
    return '';
  }
  const bytes = token.length * BYTES_PER_CHARACTER;
  if (bytes > MAX_TOKEN_BYTES) {
    const problem = `has ${token.length} characters, or ${bytes} bytes; the widget takes ${MAX_TOKEN_BYTES} bytes.`;
    const hint = 'Send fewer or shorter attributes; estimateTokenSize tells the largest.';
    addFinding(findings, 'ERR_TOKEN_TOO_LARGE', ['token'], problem, hint);
  }
  return token;
}

/** The bytes of the parts that are read; undefined for one that is no Base64url. */
export interface TokenParts {
  readonly header: Bytes | undefined;
  readonly claims: Bytes | undefined;
}

type Bytes = Uint8Array<ArrayBuffer>;

/** Splits a token into its parts. An empty signature is for the header and the key to judge. */
export function splitToken(token: string, findings: Finding[]): TokenParts {
  const parts = token.split('.');
  if (parts.length !== 3) {
    const problem = `must have three parts between dots, not ${parts.length}.`;
    const hint = 'Pass the whole token and nothing else.';
    addFinding(findings, 'ERR_TOKEN_MALFORMED', ['token'], problem, hint);
    return { header: undefined, claims: undefined };
  }
  const [header = '', claims = '', signature = ''] = parts;
  const decoded = {
    header: decodePart('header', header, findings),
    claims: decodePart('claims', claims, findings),
  };
  if (signature !== '') decodePart('signature', signature, findings);
  return decoded;
}

/** The header, if it can be read, with what is wrong with it in `findings`. */
export function readHeader({ header }: TokenParts, findings: Finding[]): JsonObject | undefined {
  const object = readObject('header', header, findings);
  if (object !== undefined) checkHeader(object, findings);
  return object;
}

/** The claims as they stand in the token, if they can be read. */
export function readClaimsPart({ claims }: TokenParts, findings: Finding[]): JsonObject | undefined {
  return readObject('claims', claims, findings);
}

function decodePart(name: string, part: string, findings: Finding[]): Bytes | undefined {
  const bytes = decodeBase64url(part);
  if (bytes === undefined)
    addFinding(findings, 'ERR_TOKEN_MALFORMED', [name], 'is not Base64url.', LIBRARY_HINT);
  return bytes;
}

function readObject(name: string, bytes: Bytes | undefined, findings: Finding[]): JsonObject | undefined {
  if (bytes === undefined) return undefined;
  const parsed = parseObject(bytes);
  if ('object' in parsed) return parsed.object;
  addFinding(findings, 'ERR_TOKEN_MALFORMED', [name], parsed.problem, LIBRARY_HINT);
  return undefined;
}

function checkHeader(header: JsonObject, findings: Finding[]): void {
  const alg = Object.hasOwn(header, 'alg') ? header.alg : undefined;
  if (alg !== 'HS256') {
    // An algorithm's name, and not whatever else may stand there.
    const named = typeof alg === 'string' && /^[\w-]{1,16}$/.test(alg) ? alg : 'something else';
    const problem = `is ${named}: Connect takes HS256 alone.`;
    const hint = "Sign with HS256 and the widget's security key.";
    addFinding(findings, 'ERR_TOKEN_ALGORITHM', ['header', 'alg'], problem, hint);
  }
  for (const name of ['crit', 'b64'].filter((extension) => Object.hasOwn(header, extension))) {
    const problem = 'is an extension that Connect does not know.';
    addFinding(findings, 'ERR_TOKEN_MALFORMED', ['header', name], problem, 'Leave it out of the header.');
  }
}
