// The command check: asks a live endpoint as the widget would, and says everything that is wrong with it.

import { secretFinder } from '../../lib/secret-finder.js';
import { looksLikeSecurityKey } from '../../rules/swapped.js';
import type { CommandLine } from '../arguments.js';
import { PAUSE_MS, talk, withoutUnsafeHeaders } from './dialogue.js';
import { findAll } from './findings.js';
import { secretsOf } from './headers.js';
import { keysOf, readOptions } from './options.js';
import type { Inspect } from './reply.js';
import { count, findingsToJson, formatFindings, hide } from './report.js';

interface How {
  readonly inspect: Inspect;
  readonly colors: boolean;
  /** For tests: the pause before the second request, in milliseconds. */
  readonly pauseMs?: number;
}

export async function check(
  line: CommandLine,
  { inspect, colors, pauseMs = PAUSE_MS }: How,
): Promise<{ status: 0 | 1; out: string }> {
  const given = await readOptions(line);
  // Throws if the key or the widget id cannot be right, before any request.
  const { secret, widgetId } = given;
  await inspect('', { secret, widgetId });
  const options = withoutUnsafeHeaders(given);
  const dialogue = await talk(options, inspect, pauseMs);
  const sub = dialogue.first.inspection?.claims?.sub;
  const shows = secretFinder([
    ...keysOf(given),
    ...secretsOf(given.headers),
    looksLikeSecurityKey(sub) ? sub : undefined,
  ]);
  const findings = hide(findAll(given, dialogue), shows);
  const out = line.options.has('json') ? findingsToJson(findings, shows) : formatFindings(findings, colors);
  return { status: count(findings, 'fault') === 0 ? 0 : 1, out };
}
