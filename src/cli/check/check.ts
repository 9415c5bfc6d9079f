// The command check: asks a live endpoint as the widget would, and says everything that is wrong with it.

import type { CommandLine } from '../arguments.js';
import { findHidden } from '../hidden.js';
import { hider, type Hide } from '../hide.js';
import { PAUSE_MS, talk, withoutUnsafeHeaders } from './dialogue.js';
import { findAll } from './findings.js';
import { secretsOf } from './headers.js';
import { namesOf } from '../wording.js';
import { keysOf, readOptions } from './options.js';
import type { Inspect } from './reply.js';
import { count, findingsToJson, formatFindings, hideSecrets } from './report.js';

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
  const { inspection } = dialogue.first;
  const hidden = inspection === undefined ? undefined : findHidden(inspection, keysOf(given));
  const hideGiven = hider([...keysOf(given), ...secretsOf(given.headers)]);
  const hide: Hide = (text) => hideGiven(hidden?.hide(text) ?? text);
  const findings = hideSecrets(findAll(given, dialogue, { hidden, names: namesOf(line) }), hide);
  const out = line.options.has('json') ? findingsToJson(findings, hide) : formatFindings(findings, colors);
  return { status: count(findings, 'fault') === 0 ? 0 : 1, out };
}
