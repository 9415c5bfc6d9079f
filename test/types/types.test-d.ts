// The public types, and how Vitest sees them. Code that must compile is in correct.ts, and code that must not
// is in mistakes.ts.

import {
  createWidgetToken,
  estimateTokenSize,
  stringifyAttributes,
  validateAttributes,
  WidgetTokenError,
  type ContactAttributes,
  type ContactAttributesResult,
  type CreateWidgetTokenOptions,
  type CryptoKeyLike,
  type EstimateTokenSizeOptions,
  type Issue,
  type SegmentAttributeValue,
  type StringValues,
  type TokenLength,
  type TokenSize,
  type WidgetSecret,
  type WidgetTokenClaimsOptions,
  type WidgetTokenErrorCode,
} from 'amazon-connect-widget-token';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import { createTokenHandler } from 'amazon-connect-widget-token/handler';
import { verifyWidgetToken } from 'amazon-connect-widget-token/verify';
import { describe, expectTypeOf, it, vi } from 'vitest';

interface Customer {
  name: string;
}

declare const key: Awaited<ReturnType<typeof crypto.subtle.importKey>>;
declare const maybe: string | undefined;

describe('the public types', () => {
  it('make createWidgetToken return a promise of a string', () => {
    expectTypeOf(createWidgetToken).toExtend<(options: CreateWidgetTokenOptions) => Promise<string>>();
    expectTypeOf(createWidgetToken<Customer>).toEqualTypeOf<
      (options: CreateWidgetTokenOptions<Customer>) => Promise<string>
    >();
  });

  it('let Vitest replace createWidgetToken', () => {
    vi.mocked(createWidgetToken).mockResolvedValue('x');
    vi.mocked(createWidgetToken).mockImplementation((options) => Promise.resolve(options.widgetId ?? ''));
    expectTypeOf(vi.fn<typeof createWidgetToken>()).toExtend<typeof createWidgetToken>();
  });

  it('make validateAttributes return a Standard Schema result, with a value or with issues', () => {
    expectTypeOf(validateAttributes).toEqualTypeOf<(attributes: unknown) => ContactAttributesResult>();
    const result = validateAttributes({});
    if (result.issues) expectTypeOf(result.issues).toEqualTypeOf<readonly Issue[]>();
    else expectTypeOf(result.value).toEqualTypeOf<ContactAttributes>();
    expectTypeOf(result).not.toHaveProperty('value');
    expectTypeOf(result).toExtend<StandardSchemaV1.Result<ContactAttributes>>();
  });

  it('let estimateTokenSize accept the options with and without a secret', () => {
    expectTypeOf(estimateTokenSize).toExtend<(options: EstimateTokenSizeOptions) => TokenSize>();
    expectTypeOf(estimateTokenSize<Customer>).toEqualTypeOf<
      (options: EstimateTokenSizeOptions<Customer>) => TokenSize
    >();
    expectTypeOf<TokenSize>().toExtend<TokenLength>();
    expectTypeOf<CreateWidgetTokenOptions>().toExtend<EstimateTokenSizeOptions>();
    expectTypeOf<WidgetTokenClaimsOptions>().toExtend<EstimateTokenSizeOptions>();
  });

  it('make stringifyAttributes return contact attributes, and complete its keys', () => {
    expectTypeOf(stringifyAttributes<{ id: number; name: string }>).toEqualTypeOf<
      (values: { id: number; name: string }, keys?: readonly ('id' | 'name')[]) => ContactAttributes
    >();
  });

  it('tell an interface of strings from one with other or optional properties', () => {
    expectTypeOf<Customer>().toExtend<StringValues<Customer>>();
    expectTypeOf<Customer & { age: number }>().not.toExtend<StringValues<Customer & { age: number }>>();
    expectTypeOf<{ name?: string }>().not.toExtend<StringValues<{ name?: string }>>();
    expectTypeOf<string[]>().not.toExtend<StringValues<string[]>>();
    expectTypeOf<() => Customer>().not.toExtend<StringValues<() => Customer>>();
  });

  it('accept environment variables that may not be set', () => {
    const { CONNECT_WIDGET_ID: widgetId, CONNECT_SECRET: secret } = process.env;
    expectTypeOf(createWidgetToken).toBeCallableWith({ widgetId, secret });
    expectTypeOf(verifyWidgetToken).toBeCallableWith('', { widgetId, secret });
    expectTypeOf(createTokenHandler).toBeCallableWith({ widgetId, secret, claims: () => ({}) });
    expectTypeOf(createTokenHandler).toBeCallableWith({
      widgetId: () => process.env.CONNECT_WIDGET_ID,
      secret: () => Promise.resolve(process.env.CONNECT_SECRET),
      claims: () => ({}),
    });
  });

  it('make WidgetTokenError an Error with a code and issues', () => {
    expectTypeOf<WidgetTokenError>().toExtend<Error>();
    expectTypeOf<WidgetTokenError['code']>().toEqualTypeOf<WidgetTokenErrorCode>();
    expectTypeOf<WidgetTokenError['issues']>().toEqualTypeOf<readonly Issue[]>();
    expectTypeOf<Issue['path']>().toEqualTypeOf<readonly (string | number)[]>();
    expectTypeOf<'ERR_TOKEN_TOO_LARGE'>().toExtend<WidgetTokenErrorCode>();
  });

  it('accept a string, a Uint8Array and a CryptoKey as a secret', () => {
    expectTypeOf(key).toExtend<CryptoKeyLike>();
    expectTypeOf<string | Uint8Array | typeof key>().toExtend<WidgetSecret>();
  });

  it('accept undefined for an option that may be left out', () => {
    expectTypeOf(createWidgetToken).toBeCallableWith({
      widgetId: 'w',
      secret: 's',
      customerId: maybe,
      attributes: undefined,
    });
  });

  it('accept readonly input', () => {
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
