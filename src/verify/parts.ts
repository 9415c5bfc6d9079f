// The outside of a token: its size, its three parts, its header. It is checked before any cryptography.

import type { Issue } from '../errors.js';
import { decodeBase64url } from '../lib/base64url.js';
import { addIssue } from '../lib/issues.js';
import { readNames, typeName } from '../lib/untrusted.js';
import { SIGNATURE_BYTES } from '../rules/limits.js';
import { measureToken } from '../rules/size.js';
import { hasSpaceOrQuoteAtAnEnd } from '../rules/text.js';
import { parseObject, type JsonObject } from './json.js';
import { findOtherText } from './other-text.js';

const LIBRARY_HINT = 'Create the token with a JWT library, and pass it on unchanged.';

type Bytes = Uint8Array<ArrayBuffer>;

/** The bytes of a token's parts. Undefined for a part that is not Base64url. */
export interface TokenParts {
  readonly header: Bytes | undefined;
  readonly claims: Bytes | undefined;
  readonly signature: Bytes | undefined;
}

/** The parts of a string that does not have three. */
export const NO_PARTS: TokenParts = { header: undefined, claims: undefined, signature: undefined };

/** Compares only the length, so that a token of any size costs nothing to refuse. */
export function checkTokenText(token: unknown, issues: Issue[]): string {
  if (typeof token !== 'string') {
    addIssue(
      issues,
      'ERR_TOKEN_MALFORMED',
      ['token'],
      `must be a string, not ${typeName(token)}. ${fixToken(token)}`,
    );
    return '';
  }
  const { characters, bytes, maxBytes, fits } = measureToken(token.length);
  if (!fits) {
    const problem = `has ${bytes} bytes (${characters} characters), and the widget accepts at most ${maxBytes}.`;
    const fix = 'Sign fewer or shorter attributes: estimateTokenSize returns the size of each.';
    addIssue(issues, 'ERR_TOKEN_TOO_LARGE', ['token'], `${problem} ${fix}`);
  }
  return token;
}

function fixToken(token: unknown): string {
  if (typeName(token) === 'Promise') return 'Use await.';
  // The answer of the endpoint, as JSON.
  if (readNames(token)?.includes('data') === true) return 'Pass token.data.';
  return 'Pass the token that createWidgetToken returned.';
}

/** Splits a token into its parts. An empty signature is for the header to judge. */
export function splitToken(token: string, issues: Issue[]): TokenParts {
  const otherText = findOtherText(token);
  if (otherText !== undefined) {
    addIssue(issues, 'ERR_TOKEN_MALFORMED', ['token'], otherText);
    return NO_PARTS;
  }
  if (hasSpaceOrQuoteAtAnEnd(token) || /^bearer\s/i.test(token)) {
    const problem = 'must not have white space, quotes or "Bearer" around it. Pass only the token.';
    addIssue(issues, 'ERR_TOKEN_MALFORMED', ['token'], problem);
    return NO_PARTS;
  }
  const parts = token.split('.');
  if (parts.length !== 3) {
    const problem = `must have three parts separated by dots, not ${parts.length}. Pass the whole token and nothing else.`;
    addIssue(issues, 'ERR_TOKEN_MALFORMED', ['token'], problem);
    return NO_PARTS;
  }
  const [header = '', claims = '', signature = ''] = parts;
  return {
    header: decodePart('header', header, issues),
    claims: decodePart('claims', claims, issues),
    signature: decodePart('signature', signature, issues),
  };
}

/**
 * The header, if it can be read. Adds an issue for each problem with it, or with the length of the signature.
 */
export function readHeader({ header, signature }: TokenParts, issues: Issue[]): JsonObject | undefined {
  const object = readObject('header', header, issues);
  if (object === undefined) return undefined;
  checkHeader(object, issues);
  const bytes = signature?.length ?? SIGNATURE_BYTES;
  if (algorithmOf(object) === 'HS256' && bytes !== SIGNATURE_BYTES) {
    const problem = `must have ${SIGNATURE_BYTES} bytes, not ${bytes}. Pass the whole token.`;
    addIssue(issues, 'ERR_TOKEN_SIGNATURE', ['signature'], problem);
  }
  return object;
}

/** Whether the bytes can be the HMAC SHA-256 of a token. */
export function isWholeSignature(signature: Bytes | undefined): signature is Bytes {
  return signature?.length === SIGNATURE_BYTES;
}

/** The claims as they are in the token, if they can be read. */
export function readClaims({ claims }: TokenParts, issues: Issue[]): JsonObject | undefined {
  return readObject('claims', claims, issues);
}

function decodePart(name: string, part: string, issues: Issue[]): Bytes | undefined {
  const bytes = decodeBase64url(part);
  if (bytes === undefined) addIssue(issues, 'ERR_TOKEN_MALFORMED', [name], explainNotDecoded(part));
  return bytes;
}

function explainNotDecoded(part: string): string {
  if (/\s/.test(part)) return 'must be Base64url, without white space. Pass the token in one line.';
  return /^[\w-]*$/.test(part)
    ? 'must be Base64url, and this was cut or changed. Pass the whole token.'
    : `must be Base64url. ${LIBRARY_HINT}`;
}

function readObject(name: string, bytes: Bytes | undefined, issues: Issue[]): JsonObject | undefined {
  if (bytes === undefined) return undefined;
  const parsed = parseObject(bytes);
  if ('object' in parsed) return parsed.object;
  addIssue(issues, 'ERR_TOKEN_MALFORMED', [name], `${parsed.problem} ${LIBRARY_HINT}`);
  return undefined;
}

/** The header's own algorithm, not one from a prototype. */
export function algorithmOf(header: JsonObject): unknown {
  return Object.hasOwn(header, 'alg') ? header.alg : undefined;
}

function checkHeader(header: JsonObject, issues: Issue[]): void {
  const alg = algorithmOf(header);
  if (alg !== 'HS256') {
    // Show the name of an algorithm, but nothing else that may be there.
    const not = typeof alg === 'string' && /^[\w-]{1,15}$/.test(alg) ? `, not ${alg}` : '';
    const problem = `must be HS256${not}. Sign with HS256 and the security key of the widget.`;
    addIssue(issues, 'ERR_TOKEN_ALGORITHM', ['header', 'alg'], problem);
  }
  for (const name of ['crit', 'b64'].filter((extension) => Object.hasOwn(header, extension))) {
    const problem = 'is an extension that Amazon does not document. Leave it out of the header.';
    addIssue(issues, 'ERR_TOKEN_MALFORMED', ['header', name], problem);
  }
}
