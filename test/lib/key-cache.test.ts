import { createWidgetToken } from 'amazon-connect-widget-token';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isSignedWith, refusal, RIGHT } from '../support/helpers.js';

const { subtle } = crypto;
const importKey = vi.spyOn(subtle, 'importKey');

beforeEach(() => {
  importKey.mockClear();
});

afterEach(() => {
  importKey.mockReset();
});

/** A secret that was not imported before. */
let count = 0;
const newSecret = (): string => `secret number ${++count}, which is long enough`;

const importHmacKey = (secret: string): ReturnType<typeof subtle.importKey> =>
  subtle.importKey('raw', Buffer.from(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);

describe('the key of a secret that is a string', () => {
  it('is imported once for a thousand tokens', async () => {
    const secret = newSecret();
    for (let token = 0; token < 1000; token++) await createWidgetToken({ ...RIGHT, secret });
    expect(importKey).toHaveBeenCalledTimes(1);
  });

  it('is imported so that it can only sign and cannot be exported', async () => {
    await createWidgetToken({ ...RIGHT, secret: newSecret() });
    expect(await importKey.mock.results[0]?.value).toMatchObject({ extractable: false, usages: ['sign'] });
  });

  it('is not confused with another one if calls overlap', async () => {
    const secrets = Array.from({ length: 50 }, newSecret);
    const calls = Array.from({ length: 1000 }, async (_, call) => {
      const secret = secrets[(call * 7) % secrets.length] ?? '';
      await new Promise((resolve) => setTimeout(resolve, call % 5));
      return isSignedWith(await createWidgetToken({ ...RIGHT, secret }), secret);
    });
    expect(await Promise.all(calls)).toEqual(calls.map(() => true));
  });

  it('is kept until a hundred others have been imported after it', async () => {
    const secrets = Array.from({ length: 101 }, newSecret);
    for (const secret of secrets) await createWidgetToken({ ...RIGHT, secret });
    importKey.mockClear();
    for (const secret of secrets.slice(1)) await createWidgetToken({ ...RIGHT, secret });
    expect(importKey).toHaveBeenCalledTimes(0);
    await createWidgetToken({ ...RIGHT, secret: secrets[0] ?? '' });
    expect(importKey).toHaveBeenCalledTimes(1);
  });

  it('is one of at most a hundred, even after ten thousand imports', async () => {
    const secrets = Array.from({ length: 10_000 }, newSecret);
    for (const secret of secrets) await createWidgetToken({ ...RIGHT, secret });
    expect(importKey).toHaveBeenCalledTimes(10_000);

    importKey.mockClear();
    for (const secret of secrets.slice(-100)) await createWidgetToken({ ...RIGHT, secret });
    expect(importKey).toHaveBeenCalledTimes(0);
    for (const secret of secrets.slice(0, 100)) await createWidgetToken({ ...RIGHT, secret });
    expect(importKey).toHaveBeenCalledTimes(100);
  });

  it('replaces only one other if it is imported several times at once', async () => {
    const secrets = Array.from({ length: 100 }, newSecret);
    for (const secret of secrets) await createWidgetToken({ ...RIGHT, secret });
    const another = newSecret();
    await Promise.all([1, 2, 3].map(() => createWidgetToken({ ...RIGHT, secret: another })));
    importKey.mockClear();
    for (const secret of secrets.slice(1)) await createWidgetToken({ ...RIGHT, secret });
    expect(importKey).toHaveBeenCalledTimes(0);
  });

  it('is imported again if its import failed', async () => {
    const secret = newSecret();
    importKey.mockRejectedValueOnce(new Error('no'));
    expect((await refusal({ ...RIGHT, secret })).code).toBe('ERR_NO_WEBCRYPTO');
    expect(isSignedWith(await createWidgetToken({ ...RIGHT, secret }), secret)).toBe(true);
  });

  it('is kept instead of its promise, so that no call waits for the import of another', async () => {
    const secret = newSecret();
    let release: (value: never) => void = () => undefined;
    importKey.mockReturnValueOnce(new Promise<never>((resolve) => (release = resolve)));
    const stuck = createWidgetToken({ ...RIGHT, secret });
    expect(isSignedWith(await createWidgetToken({ ...RIGHT, secret }), secret)).toBe(true);
    release((await importHmacKey(secret)) as never);
    expect(isSignedWith(await stuck, secret)).toBe(true);
  });
});

describe('the key of a secret in bytes', () => {
  it('is imported for each token', async () => {
    const secret = Buffer.from(newSecret());
    await createWidgetToken({ ...RIGHT, secret });
    await createWidgetToken({ ...RIGHT, secret });
    expect(importKey).toHaveBeenCalledTimes(2);
  });
});

describe('a CryptoKey', () => {
  it('is used without an import', async () => {
    const text = newSecret();
    const secret = await importHmacKey(text);
    importKey.mockClear();
    expect(isSignedWith(await createWidgetToken({ ...RIGHT, secret }), text)).toBe(true);
    expect(importKey).toHaveBeenCalledTimes(0);
  });
});
