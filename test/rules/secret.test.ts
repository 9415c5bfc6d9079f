import { createWidgetToken } from 'amazon-connect-widget-token';
import { describe, expect, it } from 'vitest';
import { codesAndPathsOf, isSignedWith, refusal, RIGHT, SECRET } from '../support/helpers.js';

const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

describe('createWidgetToken', () => {
  it.each([
    ['a string', 'x'.repeat(32)],
    ['a string of two-byte characters', 'é'.repeat(16)],
    ['bytes', encode('x'.repeat(32))],
    ['a string of 1024 characters', 'x'.repeat(1024)],
    ['1024 bytes', encode('x'.repeat(1024))],
    ['a string with a brace after its start', `${'x'.repeat(31)}{"`.slice(0, 32)],
    ['a string with a whole surrogate pair', `${'x'.repeat(32)}\u{1f511}`],
  ])('accepts a secret of 32 to 1024 bytes: %s', async (_kind, secret) => {
    expect(await createWidgetToken({ ...RIGHT, secret })).toMatch(/^eyJ/);
  });

  it.each([
    ['a string', 'x'.repeat(31)],
    ['a string of two-byte characters', 'é'.repeat(15) + 'x'],
    ['bytes', encode('x'.repeat(31))],
  ])('refuses a secret of 31 bytes: %s', async (_kind, secret) => {
    expect(await codesAndPathsOf({ secret })).toEqual([['ERR_SECRET_INVALID', 'secret']]);
  });

  it.each([
    ['characters', ' '.repeat(1025)],
    ['bytes', encode(' '.repeat(1025))],
  ])('refuses a secret of 1025 %s without reading it', async (_kind, secret) => {
    expect(await codesAndPathsOf({ secret })).toEqual([['ERR_SECRET_INVALID', 'secret']]);
  });
});

describe('a secret in bytes', () => {
  it('may be overwritten as soon as createWidgetToken has returned its promise', async () => {
    const secret = Buffer.from(SECRET);
    const token = createWidgetToken({ ...RIGHT, secret });
    secret.fill(0);
    expect(isSignedWith(await token, SECRET)).toBe(true);
  });

  it('is not changed', async () => {
    const secret = Buffer.from(SECRET);
    await createWidgetToken({ ...RIGHT, secret });
    expect(secret.toString()).toBe(SECRET);
  });

  it('is refused if its buffer was transferred, and is empty', async () => {
    const secret = encode(SECRET);
    structuredClone(secret, { transfer: [secret.buffer] });
    expect((await refusal({ ...RIGHT, secret })).code).toBe('ERR_SECRET_INVALID');
  });
});

describe('a secret that pretends to be a CryptoKey', () => {
  const THROWN = 'a text that must not be shown';
  const thrower = (): never => {
    throw new Error(THROWN);
  };
  const pretend = (key: object): object => ({ [Symbol.toStringTag]: 'CryptoKey', ...key });
  const algorithm = { name: 'HMAC', hash: { name: 'SHA-256' }, length: 256 };

  it.each([
    ['it has no property of one', pretend({})],
    [
      'its properties throw',
      new Proxy({}, { get: (_, key) => (key === Symbol.toStringTag ? 'CryptoKey' : thrower()) }),
    ],
    ['it is a function', Object.assign(() => undefined, pretend({}))],
    ['it has no hash', pretend({ algorithm: { name: 'HMAC' }, usages: ['sign'] })],
  ])('is refused if %s', async (_how, secret) => {
    const error = await refusal({ ...RIGHT, secret });
    expect(error.code).toBe('ERR_SECRET_INVALID');
    expect(error.message).not.toContain(THROWN);
  });

  it('is refused with the algorithm to import if it has no hash', async () => {
    const secret = pretend({ algorithm: { name: 'HMAC' }, usages: ['sign'] });
    expect((await refusal({ ...RIGHT, secret })).message).toBe(
      'secret must be a CryptoKey for HMAC with SHA-256. Import it as { name: "HMAC", hash: "SHA-256" }.',
    );
  });

  it('is refused by WebCrypto if it has every property of one', async () => {
    const secret = pretend({ type: 'secret', extractable: false, algorithm, usages: ['sign'] });
    expect((await refusal({ ...RIGHT, secret })).code).toBe('ERR_NO_WEBCRYPTO');
  });

  it('is not refused because the runtime does not tell its length', async () => {
    const secret = pretend({
      type: 'secret',
      algorithm: { name: 'HMAC', hash: { name: 'SHA-256' } },
      usages: ['sign'],
    });
    expect((await refusal({ ...RIGHT, secret })).code).toBe('ERR_NO_WEBCRYPTO');
  });
});
