import { createHmac } from 'node:crypto';
import { createWidgetToken } from 'amazon-connect-widget-token';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { refusal, RIGHT } from '../support/helpers.js';

const { subtle } = crypto;
const importKey = vi.spyOn(subtle, 'importKey');

beforeEach(() => {
  importKey.mockClear();
});

afterEach(() => {
  importKey.mockReset();
});

/** A secret that no other test has had imported. */
let count = 0;
const newSecret = (): string => `secret number ${++count}, which is long enough`;

const isSignedWith = (token: string, secret: string): boolean => {
  const [header, claims, signature] = token.split('.');
  return createHmac('sha256', secret).update(`${header}.${claims}`).digest('base64url') === signature;
};

describe('the key of a text', () => {
  it('is imported once for a thousand tokens', async () => {
    const secret = newSecret();
    for (let token = 0; token < 1000; token++) await createWidgetToken({ ...RIGHT, secret });
    expect(importKey).toHaveBeenCalledTimes(1);
  });

  it('is imported so that it cannot be exported, and may only sign', async () => {
    await createWidgetToken({ ...RIGHT, secret: newSecret() });
    expect(await importKey.mock.results[0]?.value).toMatchObject({ extractable: false, usages: ['sign'] });
  });

  it('is not mixed up with another, however the calls interleave', async () => {
    const secrets = Array.from({ length: 50 }, newSecret);
    const calls = Array.from({ length: 1000 }, async (_, call) => {
      const secret = secrets[(call * 7) % secrets.length] ?? '';
      await new Promise((resolve) => setTimeout(resolve, call % 5));
      return isSignedWith(await createWidgetToken({ ...RIGHT, secret }), secret);
    });
    expect(await Promise.all(calls)).toEqual(calls.map(() => true));
  });

  it('is kept with ninety-nine later ones, and not with a hundred', async () => {
    const secrets = Array.from({ length: 101 }, newSecret);
    for (const secret of secrets) await createWidgetToken({ ...RIGHT, secret });
    importKey.mockClear();
    for (const secret of secrets.slice(1)) await createWidgetToken({ ...RIGHT, secret });
    expect(importKey).toHaveBeenCalledTimes(0);
    await createWidgetToken({ ...RIGHT, secret: secrets[0] ?? '' });
    expect(importKey).toHaveBeenCalledTimes(1);
  });

  it('is forgotten in the order of import, so that ten thousand secrets leave a hundred keys', async () => {
    const secrets = Array.from({ length: 10_000 }, newSecret);
    for (const secret of secrets) await createWidgetToken({ ...RIGHT, secret });
    expect(importKey).toHaveBeenCalledTimes(10_000);

    importKey.mockClear();
    for (const secret of secrets.slice(-100)) await createWidgetToken({ ...RIGHT, secret });
    expect(importKey).toHaveBeenCalledTimes(0);
    for (const secret of secrets.slice(0, 100)) await createWidgetToken({ ...RIGHT, secret });
    expect(importKey).toHaveBeenCalledTimes(100);
  });

  it('does not push out others when the same one is imported twice at once', async () => {
    const secrets = Array.from({ length: 100 }, newSecret);
    for (const secret of secrets) await createWidgetToken({ ...RIGHT, secret });
    const another = newSecret();
    await Promise.all([1, 2, 3].map(() => createWidgetToken({ ...RIGHT, secret: another })));
    importKey.mockClear();
    for (const secret of secrets.slice(1)) await createWidgetToken({ ...RIGHT, secret });
    expect(importKey).toHaveBeenCalledTimes(0);
  });

  it('is not remembered when its import failed', async () => {
    const secret = newSecret();
    importKey.mockRejectedValueOnce(new Error('no'));
    expect((await refusal({ ...RIGHT, secret })).code).toBe('ERR_NO_WEBCRYPTO');
    expect(isSignedWith(await createWidgetToken({ ...RIGHT, secret }), secret)).toBe(true);
  });

  it('is kept itself and not as a promise: calls at once do not wait for one another', async () => {
    const secret = newSecret();
    let release: (value: never) => void = () => undefined;
    importKey.mockReturnValueOnce(new Promise<never>((resolve) => (release = resolve)));
    const stuck = createWidgetToken({ ...RIGHT, secret });
    expect(isSignedWith(await createWidgetToken({ ...RIGHT, secret }), secret)).toBe(true);
    release(
      (await subtle.importKey('raw', Buffer.from(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
        'sign',
      ])) as never,
    );
    expect(isSignedWith(await stuck, secret)).toBe(true);
  });
});

describe('bytes', () => {
  it('are imported for each token', async () => {
    const secret = Buffer.from(newSecret());
    await createWidgetToken({ ...RIGHT, secret });
    await createWidgetToken({ ...RIGHT, secret });
    expect(importKey).toHaveBeenCalledTimes(2);
  });

  it('may be overwritten as soon as the call has returned', async () => {
    const text = newSecret();
    const secret = Buffer.from(text);
    const token = createWidgetToken({ ...RIGHT, secret });
    secret.fill(0);
    expect(isSignedWith(await token, text)).toBe(true);
  });

  it('are left as they were', async () => {
    const text = newSecret();
    const secret = Buffer.from(text);
    await createWidgetToken({ ...RIGHT, secret });
    expect(secret.toString()).toBe(text);
  });
});

describe('a CryptoKey', () => {
  it('is used as it is', async () => {
    const text = newSecret();
    const secret = await subtle.importKey(
      'raw',
      Buffer.from(text),
      { name: 'HMAC', hash: 'SHA-256' },
      false,
      ['sign'],
    );
    importKey.mockClear();
    expect(isSignedWith(await createWidgetToken({ ...RIGHT, secret }), text)).toBe(true);
    expect(importKey).toHaveBeenCalledTimes(0);
  });
});
