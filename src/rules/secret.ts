// The widget's security key. Connect shows 44 characters that look like Base64, and uses them as text:
// their UTF-8 bytes are the key. Who decodes them first signs tokens that Connect answers with 401.
// https://docs.aws.amazon.com/connect/latest/adminguide/add-chat-to-website.html

import { addIssue, type Issue, type Place } from '../errors.js';
import { MAX_SECRET_LENGTH, MAX_SECRETS, MIN_SECRET_BYTES } from './limits.js';
import { ENVIRONMENT_HINT, hasSpaceOrQuoteAtAnEnd } from './text.js';
import { readElements, typeName } from '../lib/untrusted.js';
import { utf8Length } from '../lib/utf8.js';

/** The part of a `CryptoKey` that is looked at, so that no declaration needs those of DOM or Node.js. */
export interface CryptoKeyLike {
  /** `'secret'`, for a key of HMAC. */
  readonly type: string;
  /** Whether the key's bytes may be read. It makes no difference here. */
  readonly extractable: boolean;
  /** `{ name: 'HMAC', hash: { name: 'SHA-256' } }`. */
  readonly algorithm: {
    /** `'HMAC'`. */
    readonly name: string;
  };
  /** `'sign'` to make a token, `'verify'` to verify one. */
  readonly usages: readonly string[];
}

/** The widget's security key: its text, the UTF-8 bytes of its text, or an HMAC SHA-256 key of these. */
export type WidgetSecret = string | Uint8Array | CryptoKeyLike;

type CryptoKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

/** What a CryptoKey says of itself when it is one for HMAC. */
interface HmacKeyAlgorithm {
  readonly name: string;
  readonly hash?: { readonly name: string };
  /** In bits. */
  readonly length?: number;
}

type KeyUsage = 'sign' | 'verify';

/** A secret that keeps the rules. */
export type CheckedSecret = string | Uint8Array<ArrayBuffer> | CryptoKey;

const HMAC_SHA_256 = { name: 'HMAC', hash: 'SHA-256' };

/** Enough for a server of a hundred widgets, and an end where the keys come from its users. */
const MAX_CACHED_KEYS = 100;

/**
 * Traces of a key that was decoded from Base64: controls, and bytes that are not UTF-8, which are U+FFFD or half a
 * surrogate pair. Written out, as a property such as \p{Cc} takes V8 half a millisecond before the first token.
 */
// eslint-disable-next-line no-control-regex -- controls are what it looks for
const DECODED = /[\0-\x1f\x7f-\x9f\ufffd\ud800-\udfff]/u;

const cachedKeys = new Map<string, CryptoKey>();

/** The secret, to be used only if nothing was added to `issues`. */
export function checkSecret(secret: unknown, usage: KeyUsage, place: Place, issues: Issue[]): CheckedSecret {
  // What is kept was checked before.
  if (typeof secret === 'string' && cachedKeys.has(secret)) return secret;
  if (secret === undefined || secret === '') {
    addIssue(issues, 'ERR_SECRET_INVALID', place, `is missing. ${ENVIRONMENT_HINT}`);
    return '';
  }
  if (isTooLong(secret)) {
    const rule = `must have at most ${MAX_SECRET_LENGTH} characters. Pass the security key alone: Connect's have 44.`;
    addIssue(issues, 'ERR_SECRET_INVALID', place, rule);
    return '';
  }
  let known: CheckedSecret | undefined;
  let problems: string[];
  try {
    known = recognise(secret);
    problems = known === undefined ? [explainUnknown(secret)] : findProblems(known, usage);
  } catch {
    // Something that poses as a key and throws when it is looked at.
    problems = [explainUnknown(secret)];
  }
  for (const problem of problems) addIssue(issues, 'ERR_SECRET_INVALID', place, problem);
  return known ?? '';
}

/** One secret or several, each with its place. Beyond ten a token would cost too much to verify. */
export function readSecrets(secret: unknown, issues: Issue[]): { secret: unknown; place: Place }[] {
  const several = readElements(secret, MAX_SECRETS + 1);
  if (several === undefined) return [{ secret, place: ['secret'] }];
  if (several.length === 0 || several.length > MAX_SECRETS) {
    const rule = `must be one security key, or an array of 1 to ${MAX_SECRETS}.`;
    addIssue(issues, 'ERR_SECRET_INVALID', ['secret'], rule);
  }
  return several.map((one, index) => ({ secret: one, place: ['secret', index] }));
}

/** What was made of a text, if it is kept. */
export function cachedKey(secret: string): CryptoKey | undefined {
  return cachedKeys.get(secret);
}

/** What jose signs with for a text. It is kept, so that a text is imported once. */
export async function importKey(secret: string): Promise<CryptoKey> {
  const bytes = new TextEncoder().encode(secret);
  const key = await crypto.subtle.importKey('raw', bytes, HMAC_SHA_256, false, ['sign']);
  // The key is kept, and not the promise of it: in Cloudflare Workers a promise belongs to the request
  // that made it, and another request that awaits it hangs.
  cachedKeys.set(secret, key);
  for (const oldest of cachedKeys.keys()) {
    if (cachedKeys.size <= MAX_CACHED_KEYS) break;
    cachedKeys.delete(oldest);
  }
  return key;
}

/** It may be of any size, and is not worth a look at each character. */
function isTooLong(secret: unknown): boolean {
  if (typeof secret === 'string') return secret.length > MAX_SECRET_LENGTH;
  return ArrayBuffer.isView(secret) && secret.byteLength > MAX_SECRET_LENGTH;
}

/** The secret, if it is of one of the three types. Bytes in a copy: their owner may overwrite them meanwhile. */
function recognise(secret: unknown): CheckedSecret | undefined {
  if (typeof secret === 'string' || isCryptoKey(secret)) return secret;
  return isBytes(secret) ? new Uint8Array(secret) : undefined;
}

function isCryptoKey(secret: unknown): secret is CryptoKey {
  return typeof secret === 'object' && tag(secret) === '[object CryptoKey]';
}

function isBytes(secret: unknown): secret is Uint8Array {
  return ArrayBuffer.isView(secret) && tag(secret) === '[object Uint8Array]';
}

/** Unlike instanceof, it knows the types of another realm: a test runner gives each file its own. */
function tag(value: unknown): string {
  return Object.prototype.toString.call(value);
}

function explainUnknown(secret: unknown): string {
  return `must be the security key, as a string, a Uint8Array or a CryptoKey, not ${typeName(secret)}.`;
}

function findProblems(secret: CheckedSecret, usage: KeyUsage): string[] {
  if (typeof secret === 'string') return findTextProblems(secret, utf8Length(secret));
  if (isCryptoKey(secret)) return findCryptoKeyProblems(secret, usage);
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(secret);
  return findTextProblems(text, secret.length);
}

function findTextProblems(text: string, bytes: number): string[] {
  const problems: string[] = [];
  if (bytes < MIN_SECRET_BYTES) problems.push(explainShort());
  if (hasSpaceOrQuoteAtAnEnd(text)) {
    problems.push('must not begin or end with white space or a quote, as from a file or an .env line.');
  }
  if (/^\s*\{/.test(text)) {
    problems.push('must be the security key alone, and looks like JSON, as from a secret store.');
  }
  if (DECODED.test(text.trim())) {
    problems.push('must be text, and looks decoded from Base64. Pass the security key as Connect shows it.');
  }
  return problems;
}

function explainShort(): string {
  return `must have at least ${MIN_SECRET_BYTES} bytes for HS256 (RFC 7518, section 3.2). Pass the whole security key.`;
}

function findCryptoKeyProblems({ algorithm, usages }: CryptoKey, usage: KeyUsage): string[] {
  const { name, hash, length }: HmacKeyAlgorithm = algorithm;
  const problems: string[] = [];
  if (name !== HMAC_SHA_256.name || hash?.name !== HMAC_SHA_256.hash) {
    problems.push(
      'must be a CryptoKey for HMAC with SHA-256: import it as { name: "HMAC", hash: "SHA-256" }.',
    );
  } else if (length !== undefined && length < MIN_SECRET_BYTES * 8) {
    problems.push(explainShort());
  }
  if (!usages.includes(usage)) {
    problems.push(`must be a CryptoKey that may ${usage}: import it with the usage "${usage}".`);
  }
  return problems;
}
