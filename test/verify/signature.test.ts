// Whether a token's signature is valid, and what happens if WebCrypto fails.

import { runInNewContext } from 'node:vm';
import { WidgetTokenError } from 'amazon-connect-widget-token';
import { inspectWidgetToken, verifyWidgetToken, type Inspection } from 'amazon-connect-widget-token/verify';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { CLAIMS, RIGHT_TOKEN } from '../support/forgery.js';
import { RIGHT, SECRET } from '../support/helpers.js';
import { codesOf, EXPECTED, importSecret, inspect, linesOf } from './reports.js';

const FAILED =
  'ERR_NO_WEBCRYPTO: WebCrypto (crypto.subtle) could not verify with HMAC SHA-256. If the secret is a CryptoKey, pass the security key as a string. Otherwise, check what has replaced globalThis.crypto.';

/** Expects both functions to say that WebCrypto has failed, not that the token is wrong. */
async function expectFailure(): Promise<void> {
  for (const call of [verifyWidgetToken(RIGHT_TOKEN, EXPECTED), inspectWidgetToken(RIGHT_TOKEN, RIGHT)]) {
    const error = (await call.catch((thrown: unknown) => thrown)) as WidgetTokenError;
    expect(error).toBeInstanceOf(WidgetTokenError);
    expect(linesOf(error)).toEqual([FAILED]);
  }
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('verifyWidgetToken', () => {
  it('accepts bytes, a CryptoKey, and an array of these and strings as the secret', async () => {
    const bytes = new TextEncoder().encode(SECRET);
    const key = await importSecret('verify');
    for (const secret of [bytes, key, [key, SECRET, bytes]]) {
      expect(await verifyWidgetToken(RIGHT_TOKEN, { ...EXPECTED, secret })).toEqual(CLAIMS);
    }
  });

  it('accepts a token by the old key while keys are rotated', async () => {
    const options = { ...EXPECTED, secret: [`new ${SECRET}`, SECRET] };
    expect(await verifyWidgetToken(RIGHT_TOKEN, options)).toEqual(CLAIMS);
    expect(await codesOf(RIGHT_TOKEN, { secret: [`new ${SECRET}`, `newer ${SECRET}`] })).toEqual([
      'ERR_TOKEN_SIGNATURE',
    ]);
  });

  it('finds the signature of the token in RFC 7515, appendix A.1, valid, and its claims invalid', async () => {
    const token =
      'eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
    const k = 'AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow';
    const algorithm = { name: 'HMAC', hash: 'SHA-256' };
    const secret = await crypto.subtle.importKey('jwk', { kty: 'oct', k }, algorithm, false, ['verify']);
    expect(await codesOf(token, { secret })).toEqual([
      'ERR_TOKEN_WIDGET_ID',
      'ERR_TOKEN_CLAIM_INVALID',
      'ERR_TOKEN_EXPIRED',
    ]);
    expect(await codesOf(token)).toEqual(['ERR_TOKEN_SIGNATURE']);
    expect(await inspectWidgetToken(token, { secret })).toHaveProperty('signature', 'valid');
  });

  it('works where Uint8Array is of another realm than TextEncoder, as in Vitest with jsdom', async () => {
    vi.stubGlobal('Uint8Array', runInNewContext('Uint8Array') as unknown);
    expect(await verifyWidgetToken(RIGHT_TOKEN, EXPECTED)).toEqual(CLAIMS);
  });
});

describe('inspectWidgetToken does not throw, but finds the signature invalid,', () => {
  it('for a secret of only white space', async () => {
    expect(await inspect(RIGHT_TOKEN, { secret: ' '.repeat(40) })).toHaveProperty('signature', 'invalid');
  });

  it('for a CryptoKey of another algorithm', async () => {
    const secret = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt']);
    expect(await inspect(RIGHT_TOKEN, { secret })).toHaveProperty('signature', 'invalid');
  });

  it('for a secret of no bytes, which WebCrypto cannot import', async () => {
    expect(linesOf(await inspect(RIGHT_TOKEN, { secret: new Uint8Array() }))).toEqual([
      'ERR_SECRET_INVALID: secret must have at least 32 bytes for HS256. Pass the whole security key.',
      'ERR_TOKEN_SIGNATURE: signature was not made with this key, or the token was changed. Sign with the security key of this widget.',
    ]);
  });

  it('or refuses the secret, for an object that pretends to be a CryptoKey', async () => {
    const pretenders = [
      Object.assign(() => undefined, { [Symbol.toStringTag]: 'CryptoKey' }),
      new Proxy(
        { [Symbol.toStringTag]: 'CryptoKey' },
        {
          getPrototypeOf: () => {
            throw new Error('no');
          },
        },
      ),
    ];
    for (const secret of pretenders) {
      const outcome = await inspect(RIGHT_TOKEN, { secret }).catch((error: unknown) => error);
      expect(outcome instanceof WidgetTokenError ? outcome.code : (outcome as Inspection).signature).toMatch(
        /^(ERR_SECRET_INVALID|invalid)$/,
      );
    }
  });
});

describe('a failure of WebCrypto is not reported as a wrong token, and its error is dropped', () => {
  it.each([
    ['without a code', new Error(SECRET)],
    ['with a code', Object.assign(new Error(SECRET), { code: 'EIO' })],
    ['with a number as its code, as a DOMException', new DOMException(SECRET, 'DataError')],
  ])('if it cannot import, with an error %s', async (_what, error) => {
    vi.stubGlobal('crypto', { subtle: { importKey: () => Promise.reject(error) } });
    await expectFailure();
  });

  it('if it cannot verify', async () => {
    const { subtle } = crypto;
    const importKey = subtle.importKey.bind(subtle);
    const verify = (): Promise<never> => Promise.reject(new Error(SECRET));
    vi.stubGlobal('crypto', { subtle: { importKey, verify } });
    await expectFailure();
  });

  it('if it can verify with the key, but not with what was made of it', async () => {
    const { subtle } = crypto;
    const importKey = vi.fn(subtle.importKey.bind(subtle)).mockRejectedValue(new Error(SECRET));
    importKey.mockImplementationOnce(subtle.importKey.bind(subtle));
    vi.stubGlobal('crypto', { subtle: { importKey, verify: subtle.verify.bind(subtle) } });
    const call = inspect(RIGHT_TOKEN, { secret: SECRET.toLowerCase() });
    expect(linesOf((await call.catch((thrown: unknown) => thrown)) as WidgetTokenError)).toEqual([FAILED]);
  });

  it('if TextEncoder throws', async () => {
    const encode = vi.spyOn(TextEncoder.prototype, 'encode').mockImplementation((text) => {
      throw new Error(text);
    });
    onTestFinished(() => {
      encode.mockRestore();
    });
    await expectFailure();
  });
});
