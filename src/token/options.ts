// What a caller may ask for. An option that does not exist is refused: a typo in `attributes` would
// otherwise make a token without them, and nobody would know why the flow sees nothing.

import { addIssue, WidgetTokenError, type Issue } from '../errors.js';
import type { SegmentAttributeValue } from '../rules/segment-attributes.js';
import { explainNotPlain, readNames, readProperty } from '../lib/untrusted.js';

/** What goes into a token, and how long it lives: every option but the security key. */
export interface WidgetTokenClaimsOptions {
  /**
   * The widget's id: claim `sub`. It is the last argument of the loader in the snippet that the Connect console
   * gives, and not the snippet's `snippetId`.
   */
  readonly widgetId: string;
  /**
   * Contact attributes, string to string: claim `attributes`. A flow reads them as `$.Attributes.name`.
   * The token is signed, not encrypted: whoever holds it can read them.
   * @see https://docs.aws.amazon.com/connect/latest/adminguide/pass-contact-attributes-chat.html
   */
  readonly attributes?: Readonly<Record<string, string>> | undefined;
  /** A Customer Profiles id or an id of your own system, 1 to 128 characters: claim `customerId`. */
  readonly customerId?: string | undefined;
  /** The id of the contact that this one follows, 1 to 256 characters: claim `relatedContactId`. */
  readonly relatedContactId?: string | undefined;
  /**
   * Connect's own attributes of the contact, with their types: claim `segmentAttributes`. As in
   * `{ 'connect:Subtype': { ValueString: 'connect:Guide' } }`.
   */
  readonly segmentAttributes?: Readonly<Record<string, SegmentAttributeValue>> | undefined;
  /** The token's life in seconds, a whole number from 1 to 600. 500 if left out. */
  readonly expiresIn?: number | undefined;
  /** When the token was issued. Now if left out; a fixed date makes a test's token repeatable. */
  readonly issuedAt?: Date | undefined;
}

/** Options as they were when they were read. Each is a property of its own, so that none comes from a prototype. */
export type GivenOptions<Name extends string> = Readonly<Record<Name, unknown>>;

/** The options of createWidgetToken, and of estimateTokenSize, which passes over the secret; none of them given. */
export const TOKEN_OPTIONS = {
  widgetId: undefined,
  secret: undefined,
  attributes: undefined,
  customerId: undefined,
  relatedContactId: undefined,
  segmentAttributes: undefined,
  expiresIn: undefined,
  issuedAt: undefined,
};

export type TokenOption = keyof typeof TOKEN_OPTIONS;

/** Reads options, each once, and adds to `issues` those that do not exist. */
export function readOptions<Name extends string>(
  options: unknown,
  known: Record<Name, undefined>,
  issues: Issue[],
): GivenOptions<Name> {
  const given = readGiven(options, known, issues);
  if (given !== undefined) return given;
  const example = Object.keys(known).slice(0, 3).join(', ');
  const message = `The options ${explainNotPlain(options)} Pass { ${example} }.`;
  throw new WidgetTokenError([{ code: 'ERR_OPTIONS_NOT_OBJECT', message, path: [] }]);
}

/** Reads as {@link readOptions} does, but gives nothing for what is no plain object, so that the caller may say it. */
export function readGiven<Name extends string>(
  options: unknown,
  known: Record<Name, undefined>,
  issues: Issue[],
): GivenOptions<Name> | undefined {
  const names = readNames(options);
  if (names === undefined) return undefined;
  const given: Record<string | symbol, unknown> = { ...known };
  for (const name of names) {
    if (Object.hasOwn(known, name)) {
      given[name] = readProperty(options, name);
    } else {
      const rule = `is not an option; these are: ${Object.keys(known).join(', ')}.`;
      addIssue(issues, 'ERR_OPTION_UNKNOWN', [name], rule);
    }
  }
  return given as GivenOptions<Name>;
}
