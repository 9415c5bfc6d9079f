// The messages of the library in the terms of the command. The library is called in code, so that its fixes
// are code, and it calls an option by its name in code.

import type { Issue } from '../errors.js';
import type { CommandLine } from './arguments.js';

/** What the command calls the options of the library, by their names. */
export type OptionNames = Readonly<Partial<Record<string, string>>>;

/** The options that only sign has. For inspect, these are claims of the token. */
const SIGN_NAMES: OptionNames = {
  customerId: '--customer-id',
  relatedContactId: '--related-contact-id',
  expiresIn: '--expires-in',
  // The place within the JSON of their file.
  attributes: 'attributes',
  segmentAttributes: 'segmentAttributes',
};

const FIXES: readonly [code: RegExp, fix: string][] = [
  [/Use \w+\.trim\(\), and remove the quotes\./, 'Remove both.'],
  [/Use \w+\.trim\(\)\./, 'Remove it.'],
  [/Use decodeURIComponent\(secret\)\./, 'Copy it from the Connect console again.'],
  [/Decode it once: atob\(secret\)\./, 'Decode it once: base64 --decode.'],
  [/Use JSON\.parse\(secret\), and pass the key in it\./, 'Pass only the key in it.'],
  [/Use stringifyAttributes\(.*\)\./, 'Write it as a string in double quotes, such as "45".'],
  [/Use value\.toWellFormed\(\)\./, 'Remove it.'],
  [/Use String\(value\), or /, 'Write it in double quotes, or use '],
  [/If it is JSON, pass JSON\.parse\(attributes\)\./, 'Pass an object such as { "name": "Jane" }.'],
  [/\b(ValueString|name): "/g, '"$1": "'],
];

const EXPIRES_IN =
  '--expires-in must be seconds, a whole number from 1 to 600 (10 minutes), as in --expires-in 600.';

/** An issue that is about one of these options, in other words. Any other one stays as it is. */
export function inTermsOfCommand(issue: Issue, names: OptionNames): Issue {
  const message = issue.message.replace(
    'only as the option "secret"',
    'only in CONNECT_SECRET or --secret-file',
  );
  const [option = ''] = issue.path;
  const name = names[option];
  if (name === undefined) return { ...issue, message };
  if (option === 'expiresIn') return { ...issue, message: EXPIRES_IN };
  return { ...issue, message: FIXES.reduce(replaceFix, rename(message, String(option), name, names)) };
}

/** An issue of an inspection: all but those of the key are about the token, whose claims are no options. */
export function wordInspected(issue: Issue, names: OptionNames): Issue {
  const { code, message } = issue;
  if (code === 'ERR_SECRET_INVALID') return inTermsOfCommand(issue, names);
  const expected = `the expected widget id (${String(names.widgetId)})`;
  return inTermsOfCommand({ ...issue, message: message.replace('the expected widget id', expected) }, {});
}

/** What the options are called on this command line. */
export function namesOf({ command, options }: CommandLine): OptionNames {
  return {
    ...(command === 'sign' ? SIGN_NAMES : {}),
    widgetId: options.has('widget-id') ? '--widget-id' : 'CONNECT_WIDGET_ID',
    secret: options.has('secret-file') ? 'the key in --secret-file' : 'CONNECT_SECRET',
  };
}

function replaceFix(message: string, [code, fix]: (typeof FIXES)[number]): string {
  return message.replace(code, fix);
}

/** The message begins with the option. Only that about swapped values has two of them. */
function rename(message: string, option: string, name: string, names: OptionNames): string {
  if (!message.includes(' are swapped.')) return name + message.slice(option.length);
  return message
    .replace('widgetId', String(names.widgetId))
    .replace('and secret', `and ${String(names.secret)}`);
}
