// What may be passed to createWidgetToken and estimateTokenSize.

import type { StringValues } from '../rules/attributes.js';
import type { WidgetSecret } from '../rules/secret.js';
import type { SegmentAttributeValue } from '../rules/segment-attributes.js';

/** What goes into a token, and its lifetime: every option except the security key. */
export interface WidgetTokenClaimsOptions<
  Attributes extends StringValues<Attributes> = Record<string, string>,
> {
  /**
   * The widget's id: claim `sub`. It is the last argument of the loader in the snippet that the Connect
   * console shows, not the snippet's `snippetId`. `undefined`, as from an environment variable that is not
   * set, is refused at run time.
   */
  readonly widgetId: string | undefined;
  /**
   * Contact attributes, strings by name: claim `attributes`. A flow reads them as `$.Attributes.name`. The
   * token is signed, not encrypted: anyone who has it can read them. For a row of a database, use {@link
   * stringifyAttributes}.
   *
   * The type may be an interface whose every property is a string. An optional property is not: it is
   * `undefined` for some customers, which is refused at run time.
   * @see https://docs.aws.amazon.com/connect/latest/adminguide/pass-contact-attributes-chat.html
   */
  readonly attributes?: Attributes | Readonly<Record<string, string>> | undefined;
  /** A Customer Profiles id or an id of your own system, 1 to 128 characters: claim `customerId`. */
  readonly customerId?: string | undefined;
  /** The id of the contact that this contact follows, 1 to 256 characters: claim `relatedContactId`. */
  readonly relatedContactId?: string | undefined;
  /**
   * Connect's own attributes of the contact, with their types: claim `segmentAttributes`. For example
   * `{ 'connect:Subtype': { ValueString: 'connect:Guide' } }`.
   */
  readonly segmentAttributes?: Readonly<Record<string, SegmentAttributeValue>> | undefined;
  /** The token's lifetime in seconds, a whole number from 1 to 600. Default: 500. */
  readonly expiresIn?: number | undefined;
  /** When the token was issued. Default: now. A fixed date makes a test's token repeatable. */
  readonly issuedAt?: Date | undefined;
}

/** The options of {@link createWidgetToken}. */
export interface CreateWidgetTokenOptions<
  Attributes extends StringValues<Attributes> = Record<string, string>,
> extends WidgetTokenClaimsOptions<Attributes> {
  /**
   * The widget's security key, as the Connect console shows it: 44 characters, used as text and never decoded
   * from Base64. Or the UTF-8 bytes of that text, or a `CryptoKey` for HMAC SHA-256 made from these bytes.
   *
   * A string is imported once, and its key is kept; bytes are imported for each token. `undefined`, as from
   * an environment variable that is not set, is refused at run time.
   */
  readonly secret: WidgetSecret | undefined;
}

/** The options of {@link estimateTokenSize}: those of a token, with or without its secret. */
export interface EstimateTokenSizeOptions<
  Attributes extends StringValues<Attributes> = Record<string, string>,
> extends WidgetTokenClaimsOptions<Attributes> {
  /** Ignored. */
  readonly secret?: WidgetSecret | undefined;
}

/** The options of both functions, before any of them is read. */
export const TOKEN_OPTIONS = {
  widgetId: undefined,
  secret: undefined,
  attributes: undefined,
  customerId: undefined,
  relatedContactId: undefined,
  segmentAttributes: undefined,
  expiresIn: undefined,
  issuedAt: undefined,
} as const satisfies Record<keyof CreateWidgetTokenOptions, undefined>;

export type TokenOption = keyof typeof TOKEN_OPTIONS;
