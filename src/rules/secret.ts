// The widget's security key. Connect shows 44 characters that look like Base64, and uses them as text: their
// UTF-8 bytes are the key. If you decode it first, Connect answers 401.
// https://docs.aws.amazon.com/connect/latest/adminguide/add-chat-to-website.html

import type { Issue } from '../errors.js';
import { addIssue, type Place } from '../lib/issues.js';
import { hasCachedKey, HMAC_SHA_256 } from '../lib/key-cache.js';
import { classOf, readElements, readNames, typeName } from '../lib/untrusted.js';
import { utf8Length } from '../lib/utf8.js';
import { MAX_SECRET_LENGTH, MAX_SECRETS, MIN_SECRET_BYTES } from './limits.js';
import { findSecretMistake } from './mistakes.js';
import { looksLikeWidgetId } from './swapped.js';
import { findEndProblem, UNSET_VARIABLE_HINT } from './text.js';

/** The part of a `CryptoKey` that is read, so that the declarations need neither DOM nor Node.js types. */
export interface CryptoKeyLike {
  /** `'secret'`, for an HMAC key. */
  readonly type: string;
  /** Whether the key's bytes may be read. It makes no difference here. */
  readonly extractable: boolean;
  /** `{ name: 'HMAC', hash: { name: 'SHA-256' } }`. */
  readonly algorithm: {
    /** `'HMAC'`. */
    readonly name: string;
  };
  /** `'sign'` to create a token, `'verify'` to verify one. */
  readonly usages: readonly string[];
}

/**
 * The widget's security key: as a string, as the UTF-8 bytes of that string, or as an HMAC SHA-256 key of
 * these bytes.
 */
export type WidgetSecret = string | Uint8Array | CryptoKeyLike;

type CryptoKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

/** What a CryptoKey for HMAC says about itself. */
interface HmacKeyAlgorithm {
  readonly name: string;
  readonly hash?: { readonly name: string };
  /** In bits. */
  readonly length?: number;
}

type KeyUsage = 'sign' | 'verify';

/** A secret in a form that can sign or verify. */
export type Key = string | Uint8Array<ArrayBuffer> | CryptoKey;

/** A secret, to be used only if its check added nothing to `issues`. */
export interface CheckedSecret {
  /** Empty if the secret has none of the three types. */
  readonly key: Key;
  /** As a string; empty for a CryptoKey, which does not show it. */
  readonly text: string;
}

const NO_SECRET: CheckedSecret = { key: '', text: '' };

/**
 * Traces of a key that was decoded from Base64: control characters, and bytes that are not UTF-8, which
 * became U+FFFD or half of a surrogate pair. Not written as \p{Cc}, which takes V8 half a millisecond before
 * the first token.
 */
// eslint-disable-next-line no-control-regex -- it looks for control characters
const DECODED = /[\0-\x1f\x7f-\x9f\ufffd\ud800-\udfff]/u;

export function checkSecret(secret: unknown, usage: KeyUsage, place: Place, issues: Issue[]): CheckedSecret {
  // If its key is in the cache, it was checked before.
  if (typeof secret === 'string' && hasCachedKey(secret)) return { key: secret, text: secret };
  if (secret === undefined || secret === '') {
    addIssue(issues, 'ERR_SECRET_INVALID', place, `is missing. ${UNSET_VARIABLE_HINT}`);
    return NO_SECRET;
  }
  if (isTooLong(secret)) {
    const rule = `must have at most ${MAX_SECRET_LENGTH} characters. Pass only the security key.`;
    addIssue(issues, 'ERR_SECRET_INVALID', place, rule);
    return NO_SECRET;
  }
  try {
    const checked = recognize(secret);
    for (const problem of findProblems(checked, secret, usage)) {
      addIssue(issues, 'ERR_SECRET_INVALID', place, problem);
    }
    return checked;
  } catch {
    // It is not a key, but pretends to be one, and throws when it is read.
    addIssue(issues, 'ERR_SECRET_INVALID', place, explainUnknown(secret));
    return NO_SECRET;
  }
}

/**
 * One secret or several, each with its place. More than ten would make it too expensive to verify a token.
 */
export function readSecrets(secret: unknown, issues: Issue[]): { secret: unknown; place: Place }[] {
  const several = readElements(secret, MAX_SECRETS + 1);
  if (several === undefined) return [{ secret, place: ['secret'] }];
  if (several.length === 0 || several.length > MAX_SECRETS) {
    const rule = `must be one security key or an array of 1 to ${MAX_SECRETS}. Pass the keys that Connect shows.`;
    addIssue(issues, 'ERR_SECRET_INVALID', ['secret'], rule);
  }
  return several.map((one, index) => ({ secret: one, place: ['secret', index] }));
}

export function keysOf(secrets: readonly CheckedSecret[]): Key[] {
  return secrets.map(({ key }) => key);
}

/** Compares only the length: a secret may be of any size. */
function isTooLong(secret: unknown): boolean {
  if (typeof secret === 'string') return secret.length > MAX_SECRET_LENGTH;
  return ArrayBuffer.isView(secret) && secret.byteLength > MAX_SECRET_LENGTH;
}

/**
 * The secret, if it has one of the three types. Bytes are copied, as their owner may overwrite them
 * meanwhile.
 */
function recognize(secret: unknown): CheckedSecret {
  if (typeof secret === 'string') return { key: secret, text: secret };
  if (isCryptoKey(secret)) return { key: secret, text: '' };
  if (!isBytes(secret)) return NO_SECRET;
  const key = new Uint8Array(secret);
  return { key, text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(key) };
}

function isCryptoKey(secret: unknown): secret is CryptoKey {
  return classOf(secret) === 'CryptoKey';
}

function isBytes(secret: unknown): secret is Uint8Array {
  return ArrayBuffer.isView(secret) && classOf(secret) === 'Uint8Array';
}

function findProblems({ key, text }: CheckedSecret, secret: unknown, usage: KeyUsage): string[] {
  if (key === '') return [explainUnknown(secret)];
  if (typeof key === 'string') return findTextProblems(text, utf8Length(text));
  return ArrayBuffer.isView(key) ? findTextProblems(text, key.length) : findCryptoKeyProblems(key, usage);
}

function explainUnknown(secret: unknown): string {
  return `must be a string, a Uint8Array or a CryptoKey, not ${typeName(secret)}. ${fixUnknown(secret)}`;
}

/** What to do with a value that holds the key, such as the answer of a secret store. */
function fixUnknown(secret: unknown): string {
  const type = typeName(secret);
  if (type === 'Promise') return 'Use await.';
  if (type === 'function') return 'Call it.';
  if (type === 'String') return 'Use String(secret).';
  const names = readNames(secret) ?? [];
  const path = STORE_PATHS.find(([first = '']) => names.includes(first));
  if (path !== undefined) return `Pass its ${path.join('.')}.`;
  return names.includes('type') && names.includes('data')
    ? 'Use Buffer.from(secret).'
    : 'Pass the security key as Connect shows it.';
}

/** Where AWS Secrets Manager, AWS Parameter Store and Azure Key Vault have the value in their answers. */
const STORE_PATHS = [['SecretString'], ['SecretBinary'], ['Parameter', 'Value'], ['Value'], ['value']];

function findTextProblems(text: string, bytes: number): string[] {
  const mistake = findSecretMistake(text);
  if (mistake !== undefined) return [mistake];
  const problems: string[] = [];
  if (bytes < MIN_SECRET_BYTES) problems.push(explainShort());
  if (looksLikeWidgetId(text)) {
    problems.push('looks like a widget id. Pass the security key, which has 44 characters.');
  }
  const endProblem = findEndProblem(text, 'secret');
  if (endProblem !== undefined) problems.push(endProblem);
  if (/^\s*\{/.test(text)) {
    problems.push('must not be JSON. Use JSON.parse(secret), and pass the key in it.');
  }
  const inside = text.trim();
  if (DECODED.test(inside.replace(/[\r\n]+/g, ''))) {
    problems.push('must not be decoded from Base64. Pass the security key as Connect shows it.');
  } else if (/[\r\n]/.test(inside)) {
    problems.push('must be one line. Pass only the security key.');
  }
  return problems;
}

function explainShort(): string {
  return `must have at least ${MIN_SECRET_BYTES} bytes for HS256. Pass the whole security key.`;
}

function findCryptoKeyProblems({ algorithm, usages }: CryptoKey, usage: KeyUsage): string[] {
  const { name, hash, length }: HmacKeyAlgorithm = algorithm;
  const problems: string[] = [];
  if (name !== HMAC_SHA_256.name || hash?.name !== HMAC_SHA_256.hash) {
    problems.push(
      'must be a CryptoKey for HMAC with SHA-256. Import it as { name: "HMAC", hash: "SHA-256" }.',
    );
  } else if (length !== undefined && length < MIN_SECRET_BYTES * 8) {
    problems.push(explainShort());
  }
  if (!usages.includes(usage)) {
    problems.push(`must be a CryptoKey that may ${usage}. Import it with the usage "${usage}".`);
  }
  return problems;
}
