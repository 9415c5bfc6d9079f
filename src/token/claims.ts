// From options to the JSON that is signed. createWidgetToken and estimateTokenSize share all of it, so that
// the estimated size is the size of the token.

import type { Issue } from '../errors.js';
import { isFull } from '../lib/issues.js';
import type { GivenOptions } from '../lib/options.js';
import { checkAttributes, writeAttributes, type CheckedAttribute } from '../rules/attributes.js';
import { checkId, checkWidgetId, ID_CLAIMS } from '../rules/ids.js';
import { writeSegmentAttributes } from '../rules/segment-attributes.js';
import { writeText } from '../rules/text.js';
import { checkDate, checkExpiresIn } from '../rules/times.js';
import type { TokenOption } from './options.js';

/** Claims that keep every rule except the size of the token. */
export interface Claims {
  /** The JSON that is signed. */
  readonly json: string;
  /** The attributes in that JSON, in their order. */
  readonly attributes: readonly CheckedAttribute[];
}

const NO_CLAIMS: Claims = { json: '', attributes: [] };

/** Checks every option except the secret, and writes the claims if it adds nothing to `issues`. */
export function writeClaims(given: GivenOptions<TokenOption>, issues: Issue[]): Claims {
  const issuesBefore = issues.length;
  const sub = checkWidgetId(given.widgetId, issues);
  const expiresIn = checkExpiresIn(given.expiresIn, issues);
  const iat = checkDate(given.issuedAt, 'issuedAt', issues);
  let json = `{"sub":${writeText(sub)},"iat":${iat},"exp":${iat + expiresIn}`;

  for (const [option, code, maxCharacters] of ID_CLAIMS) {
    const id = given[option];
    if (id === undefined) continue;
    json += `,"${option}":${writeText(checkId(id, option, code, maxCharacters, issues))}`;
  }
  const { segmentAttributes } = given;
  if (segmentAttributes !== undefined) {
    json += `,"segmentAttributes":${writeSegmentAttributes(segmentAttributes, issues)}`;
  }
  const { attributes } = given;
  const checked = attributes === undefined ? undefined : checkAttributes(attributes, issues);

  // Before the attributes are written: refused ones may be of any size.
  if (issues.length > issuesBefore || isFull(issues)) return NO_CLAIMS;
  if (checked === undefined) return { json: `${json}}`, attributes: [] };
  return { json: `${json},"attributes":${writeAttributes(checked)}}`, attributes: checked };
}
