// The public types. Code that must not compile is in mistakes.ts.

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

describe('the public types', () => {
  it('make createWidgetToken return a promise of a string', () => {
    expectTypeOf(createWidgetToken).toEqualTypeOf<(options: CreateWidgetTokenOptions) => Promise<string>>();
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
    expectTypeOf(estimateTokenSize).toEqualTypeOf<(options: EstimateTokenSizeOptions) => TokenSize>();
    expectTypeOf<CreateWidgetTokenOptions>().toExtend<EstimateTokenSizeOptions>();
    expectTypeOf<WidgetTokenClaimsOptions>().toExtend<EstimateTokenSizeOptions>();
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
