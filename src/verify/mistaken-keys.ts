// What public code signs with instead of the security key: something that is made of it, or something that
// certainly is not a key. A token that was signed with another key fits none of them.

import { utf8Bytes } from '../lib/utf8.js';
import { KEY_CHARACTERS } from '../rules/limits.js';
import { withoutSpaceAndQuotes } from '../rules/text.js';

type Bytes = Uint8Array<ArrayBuffer>;

/** What was made of a key, and the problem with a token that was signed with it. */
export interface MistakenKey {
  readonly key: Bytes;
  readonly problem: string;
}

/** The names under which a key is kept, in words. */
const NAMES = [
  'secret',
  'key',
  'value',
  'connect secret',
  'connect key',
  'connect security key',
  'security key',
  'secret key',
  'widget secret',
];

const SPACES = ['\n', '\r\n', '\r', ' '];

/** What jwt.io's page and tutorials sign with. */
const EXAMPLES = ['your-256-bit-secret', 'a-string-secret-at-least-256-bits-long', 'secret'];

/** What becomes of a variable that is not set. */
const NOT_SET = ['undefined', 'null', 'None'];

/** What a file, a web page or a document has before or after a key: marks, joiners and spaces. */
const INVISIBLE = ['\ufeff', '\u200b', '\u00a0', '\u00ad', '\u2060', '\u200c', '\u200d', '\u200e', '\u202f'];

/** Allows a line break within a key. */
const ZERO_WIDTH_SPACE = '\u200b';

/**
 * What was made of a secret by mistake, the most frequent first. Each is made only when it is asked for:
 * there are about two hundred.
 *
 * @param name - What the messages call the secret: `key`, or `key secret[1]`.
 */
export function* mistakenKeys(secret: string, name: string): Generator<MistakenKey> {
  const key = withoutSpaceAndQuotes(secret);
  if (key === '') return;
  // The rest is tried only with what may be a real key, to save time: Connect's have 44 characters.
  const mayBeReal = key.length === KEY_CHARACTERS || key.length === KEY_CHARACTERS - 1;
  for (const { texts, problem } of [...shortList(key, name), ...(mayBeReal ? longList(key, name) : [])]) {
    for (const text of texts) {
      const bytes = typeof text === 'string' ? utf8Bytes(text) : text;
      // WebCrypto does not import a key of no bytes, and nothing was signed with one.
      if (text !== secret && bytes.length > 0) yield { key: bytes, problem };
    }
  }
}

/** What is not made of a key at all. @param widgetIds - What may be one. */
export function* notKeys(widgetIds: readonly unknown[]): Generator<MistakenKey> {
  const mistakes: readonly [texts: readonly unknown[], problem: string][] = [
    [
      NOT_SET,
      'is valid with the text of a variable that was not set, such as "undefined". Check the name of the variable where you sign the token.',
    ],
    [widgetIds, 'is valid with the widget id as the key. Pass the security key where you sign the token.'],
    [EXAMPLES, 'is valid with an example key, as of jwt.io. Sign with the security key of this widget.'],
  ];
  for (const [texts, problem] of mistakes) {
    for (const text of texts) {
      if (typeof text === 'string' && text !== '') yield { key: utf8Bytes(text), problem };
    }
  }
}

interface Mistake {
  readonly texts: Iterable<string | Bytes>;
  readonly problem: string;
}

function shortList(key: string, name: string): Mistake[] {
  const decoded = decodeBase64(key);
  return [
    {
      texts: [key],
      problem: `is valid with the ${name} without the white space or quotes around it. Remove them where you read the key.`,
    },
    {
      texts: decoded,
      problem: `is valid with the Base64-decoded ${name}. Sign with the key as text, as Connect shows it.`,
    },
    {
      texts: SPACES.flatMap((space) => [key + space, space + key]),
      problem: `is valid with white space before or after the ${name}. Use secret.trim() where you sign the token.`,
    },
    {
      texts: ['"', "'"].map((quote) => quote + key + quote),
      problem: `is valid with quotes around the ${name}. Remove the quotes where you sign the token.`,
    },
    {
      texts: decoded.flatMap((bytes) => [latin1Text(bytes), utf8Text(bytes)]),
      problem: `is valid with the Base64-decoded ${name} as text. Sign with the key as Connect shows it.`,
    },
    {
      texts: encodeBase64(key),
      problem: `is valid with Base64 of the ${name}. Decode it once where you sign the token: atob(secret).`,
    },
    {
      texts: percentEncode(key),
      problem: `is valid with the percent-encoded ${name}. Use decodeURIComponent(secret) where you sign the token.`,
    },
    {
      texts: [key.replaceAll('+', ' ')],
      problem: `is valid with a space where the ${name} has "+". Do not decode the key as a part of a URL or a form.`,
    },
    {
      texts: [key.replace(/=+$/, '')],
      problem: `is valid without the "=" at the end of the ${name}. Pass the whole key where you sign the token.`,
    },
    {
      texts: key.length === KEY_CHARACTERS - 1 ? [`${key}=`] : [],
      problem: `is valid with "=" after the ${name}, which has only 43 characters here. Pass the whole key: it has 44.`,
    },
  ];
}

function longList(key: string, name: string): Mistake[] {
  return [
    {
      texts: withInvisible(key),
      problem: `is valid with an invisible character in the ${name}. Copy the key from the Connect console again where you sign the token.`,
    },
    {
      texts: withName(key),
      problem: `is valid with a name before the ${name}, as in an .env file. Pass only what follows the first "=" where you sign the token.`,
    },
    {
      texts: inHex(key),
      problem: `is valid with the ${name} in hexadecimal. Sign with the key as text, as Connect shows it.`,
    },
    {
      texts: inJson(key),
      problem: `is valid with JSON around the ${name}, as a secret store has it. Use JSON.parse(secret) where you sign the token, and pass the key in it.`,
    },
  ];
}

function decodeBase64(key: string): Bytes[] {
  try {
    return [Uint8Array.from(atob(key), (byte) => byte.charCodeAt(0))];
  } catch {
    return [];
  }
}

/** As `atob` returns it, or Buffer's "latin1" and "binary". */
function latin1Text(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

/** As Buffer's toString and TextDecoder return it: U+FFFD for what is not UTF-8. */
function utf8Text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** Also with the newline of its file, as `base64 < file` encodes it. */
function encodeBase64(key: string): string[] {
  try {
    return [btoa(key), btoa(`${key}\n`)];
  } catch {
    return [];
  }
}

/** With upper case, as encodeURIComponent writes it, and with lower case, as Java and C# do. */
function percentEncode(key: string): string[] {
  const encoded = Array.from(key, (character) =>
    /[+/=]/.test(character) ? `%${character.charCodeAt(0).toString(16)}` : character,
  ).join('');
  return [encoded.replace(/%../g, (one) => one.toUpperCase()), encoded];
}

function* withInvisible(key: string): Generator<string> {
  for (const character of INVISIBLE) {
    yield key + character;
    yield character + key;
  }
  for (let at = 1; at < key.length; at++) yield key.slice(0, at) + ZERO_WIDTH_SPACE + key.slice(at);
}

/** As in an .env file. */
function* withName(key: string): Generator<string> {
  for (const name of NAMES.map(constantCase)) {
    yield `${name}=${key}`;
    yield `${name}="${key}"`;
  }
}

/** The text of the key, or the decoded key. */
function inHex(key: string): string[] {
  return [utf8Bytes(key), ...decodeBase64(key)].flatMap((bytes) => {
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
    return [hex, hex.toUpperCase()];
  });
}

/** As JSON.stringify writes it, in one line and in several, and as Python's json.dumps does. */
function* inJson(key: string): Generator<string> {
  for (const name of NAMES.flatMap(spellings)) {
    yield `{"${name}":"${key}"}`;
    yield `{"${name}": "${key}"}`;
    yield `{\n  "${name}": "${key}"\n}`;
  }
}

/** A name as code, environment variables and secret stores spell it. */
function spellings(words: string): string[] {
  const pascalCase = words.replace(/\b[a-z]/g, (letter) => letter.toUpperCase()).replaceAll(' ', '');
  const camelCase = words.charAt(0) + pascalCase.slice(1);
  return [...new Set([camelCase, constantCase(words), pascalCase, words.replaceAll(' ', '_')])];
}

function constantCase(words: string): string {
  return words.toUpperCase().replaceAll(' ', '_');
}
