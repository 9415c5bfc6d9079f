// What inspect does not print of a token: characters of the security key, and what has the shape of a key, as
// the key may not be at hand. A hash in Base64 has that shape too, so that it is not a problem, but a note.

import { MAX_ISSUES, type Issue } from '../errors.js';
import { makeIssue, type Place } from '../lib/issues.js';
import { secretFinder } from '../lib/secret-finder.js';
import { findTexts } from '../rules/exposure.js';
import { looksLikeSecurityKey } from '../rules/swapped.js';
import { ROTATE_KEY } from '../rules/text.js';
import type { Inspection } from '../verify.js';
import { HIDDEN, hider, type Hide } from './hide.js';

/** What of an inspection is not printed, and what to say about it. */
export interface Hidden {
  readonly hide: Hide;
  /** A part of the key in the token. The whole key is an issue of the inspection. */
  readonly issues: readonly Issue[];
  readonly notes: readonly string[];
}

interface Found {
  readonly place: Place;
  readonly isName: boolean;
}

/** 32 bytes in Base64. */
const KEY_SHAPE = /(?<![A-Za-z\d+/])[A-Za-z\d+/]{43}=(?![A-Za-z\d+/=])/g;

/** Compare the other texts with at most this many of them. */
const MAX_SHAPES = 50;

const PART = `contains a part of the security key, which anyone could read in the token. Remove it. ${ROTATE_KEY}`;

const SHAPE = 'the shape of a security key, and is not shown. If it is one, rotate the key.';

/** @param secrets - What was read as the key. */
export function findHidden({ header, claims, issues }: Inspection, secrets: readonly unknown[]): Hidden {
  const { sub } = claims ?? {};
  const keys = [...secrets, looksLikeSecurityKey(sub) ? sub : undefined];
  const showsKey = secretFinder(keys);
  const find = (matches: (text: string) => boolean): Found[] => [
    ...findTexts(header, ['header'], matches),
    ...findTexts(claims, [], matches),
  ];
  const shapes: string[] = [];
  const [shape] = find((text) => {
    const found = text.match(KEY_SHAPE) ?? [];
    shapes.push(...found.slice(0, MAX_SHAPES - shapes.length));
    return found.length > 0 && !showsKey(text);
  });
  const isReported = issues.some(({ code, path }) => code === 'ERR_SECRET_EXPOSED' || path[0] === 'sub');
  const parts = isReported ? [] : find(showsKey).slice(0, MAX_ISSUES - issues.length);
  const hideParts = hider([...keys, ...shapes]);
  return {
    hide: (text) => hideParts(text).replace(KEY_SHAPE, HIDDEN),
    issues: parts.map(({ place, isName }) =>
      makeIssue('ERR_SECRET_EXPOSED', place, isName ? `has a name that ${PART}` : PART),
    ),
    notes:
      shape === undefined
        ? []
        : [
            makeIssue('ERR_SECRET_EXPOSED', shape.place, `has ${shape.isName ? 'a name with ' : ''}${SHAPE}`)
              .message,
          ],
  };
}
