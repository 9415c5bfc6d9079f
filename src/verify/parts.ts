// The outside of a token: its size, its three parts, its header. It is looked at before any cryptography.

import { addFinding, type Finding } from './findings.js';
import { BYTES_PER_CHARACTER, MAX_TOKEN_BYTES } from '../rules/limits.js';
import { decodeBase64url, parseObject, type JsonObject } from './strict-json.js';
import { hasSpaceOrQuoteAtAnEnd } from '../rules/text.js';
import { typeName } from '../lib/untrusted.js';

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
  readonly signature: Bytes | undefined;
}

/** What there is of a token that has no parts. */
export const NO_PARTS: TokenParts = { header: undefined, claims: undefined, signature: undefined };

/** An HMAC SHA-256, in bytes. */
const SIGNATURE_BYTES = 32;

type Bytes = Uint8Array<ArrayBuffer>;

/** Splits a token into its parts. An empty signature is for the header to judge. */
export function splitToken(token: string, findings: Finding[]): TokenParts {
  if (hasSpaceOrQuoteAtAnEnd(token) || /^bearer\s/i.test(token)) {
    const problem = 'has white space, quotes or "Bearer" around it.';
    addFinding(findings, 'ERR_TOKEN_MALFORMED', ['token'], problem, 'Pass the token alone.');
    return NO_PARTS;
  }
  const parts = token.split('.');
  if (parts.length !== 3) {
    const problem = `must have three parts between dots, not ${parts.length}.`;
    const hint = 'Pass the whole token and nothing else.';
    addFinding(findings, 'ERR_TOKEN_MALFORMED', ['token'], problem, hint);
    return NO_PARTS;
  }
  const [header = '', claims = '', signature = ''] = parts;
  return {
    header: decodePart('header', header, findings),
    claims: decodePart('claims', claims, findings),
    signature: decodePart('signature', signature, findings),
  };
}

/** The header, if it can be read. What is wrong with it, or with a signature that it promises, is in `findings`. */
export function readHeader({ header, signature }: TokenParts, findings: Finding[]): JsonObject | undefined {
  const object = readObject('header', header, findings);
  if (object === undefined) return undefined;
  checkHeader(object, findings);
  if (algorithmOf(object) === 'HS256' && signature !== undefined && signature.length !== SIGNATURE_BYTES) {
    const problem = `must have ${SIGNATURE_BYTES} bytes, and has ${signature.length}.`;
    addFinding(findings, 'ERR_TOKEN_SIGNATURE', ['signature'], problem, 'Pass on all of the token.');
  }
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

/** The header's own, and not one that a prototype has. */
export function algorithmOf(header: JsonObject): unknown {
  return Object.hasOwn(header, 'alg') ? header.alg : undefined;
}

function checkHeader(header: JsonObject, findings: Finding[]): void {
  const alg = algorithmOf(header);
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
