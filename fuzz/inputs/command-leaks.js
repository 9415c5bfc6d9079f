// Command lines in which the security key is where the command reads it, and also, as a whole or in part, in
// other arguments, in the files, or in the token; or in which CONNECT_WIDGET_ID and CONNECT_SECRET are
// swapped.

import fc from 'fast-check';
import { isConnectKey, key, part, textOfPart } from './keys.js';
import { encode, sign } from './tokens.js';

/** @typedef {import('./command.js').CommandInput} CommandInput */

/** @param {string} widgetId */
const newDraft = (widgetId) => ({
  args: /** @type {string[]} */ ([]),
  widgetId,
  attributes: /** @type {Record<string, unknown> | undefined} */ (undefined),
  segments: /** @type {Record<string, unknown> | undefined} */ (undefined),
  header: /** @type {Record<string, unknown>} */ ({ alg: 'HS256', typ: 'JWT' }),
  claims: /** @type {Record<string, unknown>} */ ({}),
  pasted: (/** @type {string} */ token) => token,
});

/** @typedef {ReturnType<typeof newDraft>} Draft */

/** @typedef {(draft: Draft, text: string) => void} Place */

/** @param {(text: string) => string[]} argsOf @returns {Place} */
const asArguments =
  (argsOf) =>
  ({ args }, text) => {
    args.push(...argsOf(text));
  };

/** @type {((text: string) => string[])[]} */
const ANY_ARGUMENTS = [
  (text) => [`--${text}`],
  (text) => [`--${text}=x`],
  (text) => [`--${text}`, text],
  (text) => [`-${text}`],
  (text) => [text],
  (text) => ['--', text],
  (text) => [`--secret-file=${text}`],
  (text) => [`--secret=${text}`],
  (text) => [`--no-${text}`],
];

/** @type {((text: string) => string[])[]} */
const SIGN_ARGUMENTS = [
  (text) => [`--customer-id=${text}`],
  (text) => ['--related-contact-id', text],
  (text) => [`--attribute=${text}=x`],
  (text) => [`--attribute=${text}`],
  (text) => ['--attribute', `note=${text}`],
  (text) => [`--attribute=${text}=x`, `--attribute=${text}=y`],
  (text) => [`--expires-in=${text}`],
  (text) => [`--attributes=${text}`],
  (text) => [`--segment-attributes=${text}`],
];

/** @type {Place[]} */
const IN_SIGN = [
  (draft, text) => (draft.widgetId = text),
  (draft, text) => (draft.attributes = { note: text }),
  (draft, text) => (draft.attributes = { [text]: 'x' }),
  (draft, text) => (draft.attributes = { [text]: 1 }),
  (draft, text) => (draft.attributes = { [text]: 'x'.repeat(3000) }),
  (draft, text) => {
    const name = text.replaceAll('=', '');
    draft.attributes = { [name]: 'x' };
    draft.args.push(`--attribute=${name}=y`);
  },
  (draft, text) => (draft.segments = { [text]: { ValueString: text } }),
  (draft, text) => (draft.segments = { a: { ValueString: text } }),
  (draft, text) => (draft.segments = { a: { [text]: text } }),
];

/** @type {Place[]} */
const IN_INSPECT = [
  (draft, text) => (draft.widgetId = text),
  ({ args }, text) => args.push(`--widget-id=${text}`),
  ({ header }, text) => (header.kid = text),
  ({ header }, text) => (header[text] = text),
  ({ header }, text) => (header.alg = text),
  ({ claims }, text) => (claims[text] = 1),
  ({ claims }, text) => (claims.iss = { [text]: [[text]] }),
  ({ claims }, text) => (claims.attributes = { [text]: 1 }),
  ({ claims }, text) => (claims.attributes = { note: text }),
  ({ claims }, text) => (claims.segmentAttributes = { [text]: { ValueString: text } }),
  ({ claims }, text) => (claims.exp = text),
  (draft, text) => (draft.pasted = () => text),
  (draft, text) => (draft.pasted = (token) => `${token}${text}`),
  (draft, text) => (draft.pasted = () => JSON.stringify({ token: text })),
  (draft, text) => (draft.pasted = () => JSON.stringify({ data: text })),
  (draft, text) => (draft.pasted = (token) => JSON.stringify({ [text]: text, data: token })),
  (draft, text) => (draft.pasted = (token) => JSON.stringify({ [text]: token })),
  (draft, text) => (draft.pasted = (token) => JSON.stringify({ body: { [text]: [token] }, error: text })),
  (draft, text) => (draft.pasted = (token) => `HTTP/1.1 200 OK\r\n${text}: ${text}\r\n\r\n${token}`),
  (draft, text) => (draft.pasted = () => `HTTP/1.1 500 ${text}\r\n\r\n{"error":"${text}"}`),
  (draft, text) => (draft.pasted = (token) => `Cookie: ${text}=${text}; a=${token}`),
  (draft, text) => (draft.pasted = () => `Authorization: Bearer ${text}`),
];

/** Places for the whole key that the command recognizes by its shape, without the key at hand. @type {Place[]} */
const SHAPED = [
  ({ claims }, text) => (claims.attributes = { note: text }),
  ({ claims }, text) => (claims.attributes = { [text]: 1, note: `key: ${text}.` }),
  ({ claims }, text) => (claims[text] = text),
  ({ claims }, text) => (claims[`${'x'.repeat(30)} ${text}`] = 1),
  ({ claims }, text) => (claims.segmentAttributes = { [text]: { ValueString: text } }),
  ({ header }, text) => (header[text] = [text]),
  ({ header }, text) => (header.kid = text),
];

const anyArgument = fc.constantFrom(...ANY_ARGUMENTS).map(asArguments);

/** How the key is in its file. @type {((key: string) => string)[]} */
const FILE_FORMS = [(one) => `${one}\n`, (one) => one, (one) => `"${one}"\r\n`, (one) => `\ufeff${one} \n`];

/** @param {fc.Arbitrary<Place>} place */
const placesOf = (place) => fc.array(fc.tuple(place, part), { minLength: 1, maxLength: 3 });

const keys = fc.record({
  key,
  widgetId: fc.uuid(),
  from: fc.constantFrom('environment', 'environment', 'file', 'swapped'),
  fileForm: fc.constantFrom(...FILE_FORMS),
});

/** @typedef {typeof keys extends fc.Arbitrary<infer T> ? T : never} Keys */

/** No argument can contain NUL; no key here does. @param {Keys} given @param {string} widgetId */
function partsOfKey({ key: real, widgetId: id, from, fileForm }, widgetId) {
  const isSwapped = from === 'swapped' && isConnectKey(real);
  /** @type {Record<string, string>} */
  const environment = isSwapped
    ? { CONNECT_WIDGET_ID: real, CONNECT_SECRET: id }
    : { CONNECT_WIDGET_ID: widgetId };
  if (!isSwapped && from !== 'file') environment.CONNECT_SECRET = real;
  const args = from === 'file' ? ['--secret-file=secret'] : [];
  return { environment, args, secretFile: Buffer.from(fileForm(real)) };
}

/** @type {fc.Arbitrary<CommandInput>} */
const signing = fc
  .record({
    keys,
    places: placesOf(
      fc.oneof(anyArgument, fc.constantFrom(...SIGN_ARGUMENTS).map(asArguments), fc.constantFrom(...IN_SIGN)),
    ),
  })
  .map(({ keys: given, places }) => {
    const draft = newDraft(given.widgetId);
    for (const [put, one] of places) put(draft, textOfPart(given.key, one));
    const { environment, args, secretFile } = partsOfKey(given, draft.widgetId);
    if (draft.attributes !== undefined) args.push('--attributes=attributes');
    if (draft.segments !== undefined) args.push('--segment-attributes=segments');
    return {
      args: ['sign', ...args, ...draft.args],
      environment,
      files: {
        secret: secretFile,
        attributes: Buffer.from(JSON.stringify(draft.attributes ?? {})),
        segments: Buffer.from(JSON.stringify(draft.segments ?? {})),
      },
      input: Buffer.alloc(0),
      secret: given.key,
      hidden: given.key,
    };
  });

/** @type {fc.Arbitrary<CommandInput>} */
const inspecting = fc
  .record({
    keys,
    places: placesOf(fc.oneof(anyArgument, { weight: 2, arbitrary: fc.constantFrom(...IN_INSPECT) })),
    isWithoutKey: fc.nat(3).map((number) => number === 0),
    shaped: fc.option(fc.constantFrom(...SHAPED), { nil: undefined }),
    isJson: fc.boolean(),
    isArgument: fc.boolean(),
  })
  .map(({ keys: given, places, isWithoutKey, shaped, isJson, isArgument }) => {
    const draft = newDraft(given.widgetId);
    for (const [put, one] of places) put(draft, textOfPart(given.key, one));
    // Two thirds of the keys have the "=" at their end, and so the shape.
    if (isWithoutKey && shaped !== undefined && given.key.endsWith('=')) shaped(draft, given.key);
    else if (isWithoutKey) draft.widgetId = given.key;
    const { environment, args, secretFile } = partsOfKey(given, given.widgetId);
    const iat = Math.floor(Date.now() / 1000);
    const claims = { sub: draft.widgetId, iat, exp: iat + 500, ...draft.claims };
    const token = sign(
      `${encode(JSON.stringify(draft.header))}.${encode(JSON.stringify(claims))}`,
      given.key,
    );
    const text = draft.pasted(token);
    return {
      args: [
        'inspect',
        ...(isWithoutKey ? [] : args),
        ...(isJson ? ['--json'] : []),
        ...draft.args,
        ...(isArgument ? [text] : []),
      ],
      environment: isWithoutKey ? {} : environment,
      files: { secret: secretFile },
      input: Buffer.from(text),
      secret: given.key,
      // Without the key, the command can recognize it only as the widget id or by its shape, and only if it
      // looks like one of Connect's.
      hidden: isWithoutKey && !isConnectKey(given.key) ? '' : given.key,
    };
  });

/** The key in the command line, in a file or in the token. @type {fc.Arbitrary<CommandInput>} */
export const leakingCommandLine = fc.oneof(signing, inspecting);
