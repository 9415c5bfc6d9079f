// The signatures, and the mistakes that a compiler catches before we have to. Each mistake stands on a
// line of its own below @ts-expect-error: if it compiles, the test fails.

import {
  createWidgetToken,
  estimateTokenSize,
  validateAttributes,
  WidgetTokenError,
  type ContactAttributes,
  type ContactAttributesResult,
  type CreateWidgetTokenOptions,
  type CryptoKeyLike,
  type EstimateTokenSizeOptions,
  type Issue,
  type SegmentAttributeValue,
  type TokenSize,
  type WidgetSecret,
  type WidgetTokenClaimsOptions,
  type WidgetTokenErrorCode,
} from 'amazon-connect-widget-token';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import { describe, expectTypeOf, it } from 'vitest';

declare const key: Awaited<ReturnType<typeof crypto.subtle.importKey>>;
declare const maybe: string | undefined;
declare const error: WidgetTokenError;
declare function send(text: string): void;

describe('signatures', () => {
  it('createWidgetToken', () => {
    expectTypeOf(createWidgetToken).toEqualTypeOf<(options: CreateWidgetTokenOptions) => Promise<string>>();
  });

  it('validateAttributes', () => {
    expectTypeOf(validateAttributes).toEqualTypeOf<(attributes: unknown) => ContactAttributesResult>();
    const result = validateAttributes({});
    if (result.issues) expectTypeOf(result.issues).toEqualTypeOf<readonly Issue[]>();
    else expectTypeOf(result.value).toEqualTypeOf<ContactAttributes>();
    expectTypeOf(result).not.toHaveProperty('value');
    expectTypeOf(result).toExtend<StandardSchemaV1.Result<ContactAttributes>>();
  });

  it('estimateTokenSize', () => {
    expectTypeOf(estimateTokenSize).toEqualTypeOf<(options: EstimateTokenSizeOptions) => TokenSize>();
    expectTypeOf<CreateWidgetTokenOptions>().toExtend<EstimateTokenSizeOptions>();
    expectTypeOf<WidgetTokenClaimsOptions>().toExtend<EstimateTokenSizeOptions>();
  });

  it('WidgetTokenError', () => {
    expectTypeOf<WidgetTokenError>().toExtend<Error>();
    expectTypeOf<WidgetTokenError['code']>().toEqualTypeOf<WidgetTokenErrorCode>();
    expectTypeOf<WidgetTokenError['issues']>().toEqualTypeOf<readonly Issue[]>();
    expectTypeOf<Issue['path']>().toEqualTypeOf<readonly (string | number)[]>();
    expectTypeOf<'ERR_TOKEN_TOO_LARGE'>().toExtend<WidgetTokenErrorCode>();
  });

  it('every kind of secret', () => {
    expectTypeOf(key).toExtend<CryptoKeyLike>();
    expectTypeOf<string | Uint8Array | typeof key>().toExtend<WidgetSecret>();
  });

  it('an option of undefined is one left out', () => {
    expectTypeOf(createWidgetToken).toBeCallableWith({
      widgetId: 'w',
      secret: 's',
      customerId: maybe,
      attributes: undefined,
    });
  });

  it('readonly input', () => {
    const attributes = { name: 'Jane' } as const;
    const segmentAttributes = { a: { ValueString: 'x' } } as const;
    expectTypeOf(createWidgetToken).toBeCallableWith({
      widgetId: 'w',
      secret: 's',
      attributes,
      segmentAttributes,
    });
    expectTypeOf<{ ValueMap: { a: { ValueInteger: 1 } } }>().toExtend<SegmentAttributeValue>();
  });
});

describe('mistakes that do not compile', () => {
  const right = { widgetId: 'w', secret: 's' };

  it('no options, or not all that are needed', () => {
    // @ts-expect-error -- without options
    void createWidgetToken();
    // @ts-expect-error -- without a secret
    void createWidgetToken({ widgetId: 'w' });
    // @ts-expect-error -- without a widget id
    void createWidgetToken({ secret: 's' });
    // @ts-expect-error -- a secret that may be missing, as an environment variable is
    void createWidgetToken({ ...right, secret: maybe });
    // @ts-expect-error -- a widget id that may be missing
    void createWidgetToken({ ...right, widgetId: maybe });
  });

  it('an option that does not exist', () => {
    // @ts-expect-error -- attribute for attributes
    void createWidgetToken({ ...right, attribute: { name: 'Jane' } });
    // @ts-expect-error -- widgetID for widgetId
    estimateTokenSize({ ...right, widgetID: 'w' });
  });

  it('attributes that are not strings', () => {
    // @ts-expect-error -- a number for a text
    void createWidgetToken({ ...right, attributes: { age: 45 } });
    // @ts-expect-error -- a boolean for a text
    void createWidgetToken({ ...right, attributes: { premium: true } });
    // @ts-expect-error -- null for a text
    void createWidgetToken({ ...right, attributes: { name: null } });
    // @ts-expect-error -- a value that may be missing
    void createWidgetToken({ ...right, attributes: { name: maybe } });
    // @ts-expect-error -- an object for a text
    void createWidgetToken({ ...right, attributes: { name: { first: 'Jane' } } });
    // @ts-expect-error -- a list for an object
    void createWidgetToken({ ...right, attributes: ['Jane'] });
    // @ts-expect-error -- a Map for an object
    void createWidgetToken({ ...right, attributes: new Map([['name', 'Jane']]) });
    // @ts-expect-error -- a promise of attributes
    void createWidgetToken({ ...right, attributes: Promise.resolve({ name: 'Jane' }) });
  });

  it('other options of a wrong type', () => {
    // @ts-expect-error -- a life as text
    void createWidgetToken({ ...right, expiresIn: '500' });
    // @ts-expect-error -- seconds for a Date
    void createWidgetToken({ ...right, issuedAt: 1767225600 });
    // @ts-expect-error -- a customer id that is a number
    void createWidgetToken({ ...right, customerId: 42 });
    // @ts-expect-error -- a segment attribute without its type
    void createWidgetToken({ ...right, segmentAttributes: { 'connect:Subtype': 'connect:Guide' } });
    // @ts-expect-error -- a secret in an ArrayBuffer
    void createWidgetToken({ ...right, secret: new ArrayBuffer(44) });
  });

  it('a token that was not awaited', () => {
    // @ts-expect-error -- a promise for a string
    send(createWidgetToken(right));
  });

  it('a code that does not exist', () => {
    // @ts-expect-error -- NOT_A_STRING for NOT_STRING
    send(error.code === 'ERR_ATTRIBUTE_VALUE_NOT_A_STRING' ? '' : error.code);
  });
});
