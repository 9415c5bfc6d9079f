// What people pass instead of a security key or a widget id. All of these are long enough to be a key, and
// would make a token that Connect answers with 401 or 404. A security key and a widget id as Connect shows
// them match none of the patterns, and are not compared with them at all.

import { isSecurityKey, isWidgetId } from './swapped.js';
import { withoutSpaceAndQuotes } from './text.js';

type Mistake = readonly [pattern: RegExp, problem: string];

const REFERENCE = 'is a reference to the secret. Fetch its value, and pass that.';

const PLACEHOLDER = 'is a reference or a placeholder. Pass the value.';

const KEY = '[A-Za-z\\d+/]{43}[A-Za-z\\d+/=]';

const OF_BOTH: readonly Mistake[] = [
  [/^(undefined|null|NaN)$/, 'is the text of a value that was not set. Set it.'],
  [/^\[object Promise\]$/, 'is the text of a Promise that was not awaited. Use await.'],
  [/^\[object \w+\]$/, 'is the text of an object. Pass the string in it.'],
  // ARNs, URLs, and what a template, a shell or a manual leaves: {{resolve:…}}, ${…}, $NAME, $(…),
  // <your-key>, YOUR_KEY, abcd***.
  [
    /^arn:|^[a-z][a-z\d+.-]*:\/\/|\{\{.{0,200}\}\}|\$\{.{0,200}\}|^\$\w+$|^\$\(.*\)$|^<.*>$|^(your|replace|insert)[-_ ]|^[\w+/]*\*{3,}[\w+/]*$/is,
    PLACEHOLDER,
  ],
  [
    /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00a0\u2007\u202f]/,
    'has an invisible character in it. Copy it from the Connect console again.',
  ],
];

/** In a function, so that a page's bundle, which has no secret, does not contain them. */
const mistakesOfSecret = (): readonly Mistake[] => [
  // Names in AWS Parameter Store or Secrets Manager, Google Secret Manager, Vault, 1Password and Azure Key
  // Vault. Not with a letter after a digit, as in other Base64.
  [/^(?!.*\d[A-Za-z])\/[\w.-]+(\/[\w.-]+)+\/?$/, REFERENCE],
  [/^(?=.*(secret|key|connect))[a-z][a-z\d.-]*(\/[a-z][a-z\d.-]*){2,}$/, REFERENCE],
  [
    /^arn:|^projects\/[^/]+\/secrets\/|^op:\/\/|^(vault|ssm|secretsmanager|secretref):|^@Microsoft\.KeyVault\(/i,
    REFERENCE,
  ],
  ...OF_BOTH,
  [/^[A-Za-z\d+/]{43}=[\s,;]*[A-Za-z\d+/]{43}/, 'is several keys joined together. Pass one of them.'],
  [
    /^\s*(export\s+)?[A-Za-z_]\w*\s*=.{32,}/m,
    'has a name before the key, as in an .env file. Pass only what follows the "=".',
  ],
  [/%(2B|2F|3D)/i, 'is percent-encoded. Use decodeURIComponent(secret).'],
  [new RegExp(`^${KEY}(\\\\[nrt])+$`), 'ends with a backslash and a letter. Remove them.'],
  [new RegExp(`^${KEY}\\s*[;,#]`), 'has more text after the key. Pass only the key.'],
  [
    /^(?=.* )[A-Za-z\d+/ ]{43}=$/,
    'has a space where the key has "+". Copy it from the Connect console again.',
  ],
  [/^(bearer|\w+:)\s+["']?[A-Za-z\d+/]{43}=["']?$/i, 'has more text before the key. Pass only the key.'],
];

/** The certain mistake that a secret is, and what to do. */
export function findSecretMistake(secret: string): string | undefined {
  // White space around a key is a mistake with another fix, and a key that lost its "=" looks like none of
  // these either.
  const key = secret.trim();
  if (isSecurityKey(key)) return undefined;
  if (isSecurityKey(`${key}=`)) return WITHOUT_END.test(key) ? LOST_END : undefined;
  return findMistake(secret, mistakesOfSecret()) ?? (isEncodedKey(secret) ? ENCODED : undefined);
}

/** The certain mistake that a widget id is, and what to do. */
export function findWidgetIdMistake(widgetId: string): string | undefined {
  if (isWidgetId(widgetId)) return undefined;
  const mistake = findMistake(widgetId, OF_BOTH);
  if (mistake !== undefined || isWidgetId(withoutSpaceAndQuotes(widgetId))) return mistake;
  return UUID_IN_TEXT.test(widgetId) ? MORE_TEXT : undefined;
}

function findMistake(text: string, mistakes: readonly Mistake[]): string | undefined {
  // White space and byte order marks around it are a mistake with another fix.
  const trimmed = text.trim();
  return mistakes.find(([pattern]) => pattern.test(trimmed))?.[1];
}

/** As a word of its own: in a line of an .env file or of the snippet, or before a comment. */
const UUID_IN_TEXT = /(^|[^\w-])[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}($|[^\w-])/i;

const MORE_TEXT = 'has more text around the widget id, such as a name and "=". Pass only the id.';

/** Of 43 characters: 32 bytes in Base64, and not in Base64url, which a test may make of random bytes. */
const WITHOUT_END = /[+/].*[AEIMQUYcgkosw048]$/;

const LOST_END = 'has lost the "=" at its end. Pass all 44 characters.';

const ENCODED = 'is Base64 of the key. Decode it once: atob(secret).';

/**
 * Whether it is a security key in Base64 once more, perhaps with its newline, as in a Kubernetes manifest.
 */
function isEncodedKey(secret: string): boolean {
  try {
    return isSecurityKey(atob(secret).trim());
  } catch {
    return false;
  }
}
