// Every limit, each with its source: first those of Amazon Connect, then what follows from them, then our
// own. If Connect changes one, change it here.

/**
 * The longest lifetime of a token, in seconds: 10 minutes.
 * @see https://docs.aws.amazon.com/connect/latest/adminguide/add-chat-to-website.html
 */
export const MAX_EXPIRES_IN_SECONDS = 600;

/**
 * The default lifetime of a token, in seconds: that of Amazon's own examples.
 * @see https://docs.aws.amazon.com/connect/latest/adminguide/add-chat-to-website.html
 */
export const DEFAULT_EXPIRES_IN_SECONDS = 500;

/**
 * The largest encoded token, in the widget's unit: bytes of a JavaScript string (UTF-16).
 * @see https://docs.aws.amazon.com/connect/latest/adminguide/pass-contact-attributes-chat.html
 */
export const MAX_TOKEN_BYTES = 6144;

/**
 * The shortest key for HS256, in bytes: the size of the hash.
 * @see https://www.rfc-editor.org/rfc/rfc7518#section-3.2
 */
export const MIN_SECRET_BYTES = 32;

/**
 * The longest key of a contact attribute, in characters.
 * @see https://docs.aws.amazon.com/connect/latest/APIReference/API_StartChatContact.html
 */
export const MAX_ATTRIBUTE_KEY_CHARACTERS = 32767;

/**
 * The longest value of a contact attribute, in characters.
 * @see https://docs.aws.amazon.com/connect/latest/APIReference/API_StartChatContact.html
 */
export const MAX_ATTRIBUTE_VALUE_CHARACTERS = 32767;

/**
 * All contact attributes together, keys and values, in UTF-8 bytes.
 * @see https://docs.aws.amazon.com/connect/latest/APIReference/API_StartChatContact.html
 */
export const MAX_ATTRIBUTES_BYTES = 32768;

/**
 * The longest customer id, in characters.
 * @see https://docs.aws.amazon.com/connect/latest/APIReference/API_StartChatContact.html
 */
export const MAX_CUSTOMER_ID_CHARACTERS = 128;

/**
 * The longest contact id, in characters.
 * @see https://docs.aws.amazon.com/connect/latest/APIReference/API_StartChatContact.html
 */
export const MAX_CONTACT_ID_CHARACTERS = 256;

/**
 * The longest key among segment attributes and in a `ValueMap`, in characters.
 * @see https://docs.aws.amazon.com/connect/latest/APIReference/API_SegmentAttributeValue.html
 */
export const MAX_SEGMENT_KEY_CHARACTERS = 128;

/**
 * The longest `ValueString` and `ValueArn`, in characters.
 * @see https://docs.aws.amazon.com/connect/latest/APIReference/API_SegmentAttributeValue.html
 */
export const MAX_SEGMENT_STRING_CHARACTERS = 1024;

/**
 * The smallest and the largest `ValueInteger`: 32 bits.
 * @see https://docs.aws.amazon.com/connect/latest/APIReference/API_SegmentAttributeValue.html
 */
export const MIN_SEGMENT_INTEGER = -(2 ** 31);
export const MAX_SEGMENT_INTEGER = 2 ** 31 - 1;

/**
 * The length of a security key.
 * @see https://docs.aws.amazon.com/connect/latest/adminguide/add-chat-to-website.html
 */
export const KEY_CHARACTERS = 44;

/** A JavaScript string stores each character of a token in two bytes. */
export const BYTES_PER_CHARACTER = 2;

/** The length of `{"alg":"HS256","typ":"JWT"}` in Base64url. */
export const HEADER_CHARACTERS = 36;

/** An HMAC SHA-256, in bytes. */
export const SIGNATURE_BYTES = 32;

/** The length of a signature in Base64url. */
export const SIGNATURE_CHARACTERS = Math.ceil((SIGNATURE_BYTES * 4) / 3);

/** The length of a token without its claims: header, signature and two dots. */
const OTHER_CHARACTERS = HEADER_CHARACTERS + SIGNATURE_CHARACTERS + 2;

/**
 * The most UTF-8 bytes of claims that fit into a token: 2243. Four characters of Base64url encode three
 * bytes.
 */
export const MAX_CLAIMS_BYTES = Math.floor(
  ((MAX_TOKEN_BYTES / BYTES_PER_CHARACTER - OTHER_CHARACTERS) * 3) / 4,
);

/**
 * The most segment attribute values, nested ones included: 149. Connect names no limit, but no more fit into
 * a token. It also bounds the reading of an object that contains itself.
 */
export const MAX_SEGMENT_VALUES = Math.floor(MAX_CLAIMS_BYTES / '{"ValueMap":{}}'.length);

/** The longest secret, in characters or bytes. Our own limit: Connect's keys have 44 characters. */
export const MAX_SECRET_LENGTH = 1024;

/** The most keys to verify a token with. Our own limit: Connect has two keys while they are rotated. */
export const MAX_SECRETS = 10;

/** The largest clock tolerance when a token is verified, in seconds. Our own limit. */
export const MAX_CLOCK_TOLERANCE_SECONDS = 60;

/**
 * The year 5000, in seconds since 1970. Our own limit: a later time is in milliseconds, or was multiplied
 * twice.
 */
export const MAX_TIME_SECONDS = 95_617_584_000;

/**
 * Attributes with more characters are refused as too large, and the rest of them is not read. Our own limit.
 */
export const MAX_READ_ATTRIBUTE_CHARACTERS = 2 * MAX_ATTRIBUTES_BYTES;

/** A token with more characters is not inspected. Our own limit: it cannot be a token. */
export const MAX_INSPECTED_CHARACTERS = 100_000;

/**
 * At most this many keys are tried to explain a signature, and fewer for a token that is too large: to sign it
 * takes longer. Our own limits: all that are made of two keys, and the most frequent.
 */
export const MAX_MISTAKEN_KEYS = 410;
export const MAX_MISTAKEN_KEYS_IF_TOO_LARGE = 12;

/** The length of a token with this many UTF-8 bytes of claims. */
export function tokenCharacters(claimsBytes: number): number {
  return OTHER_CHARACTERS + Math.ceil((claimsBytes * 4) / 3);
}
