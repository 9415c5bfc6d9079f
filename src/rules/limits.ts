// Every number of Amazon Connect's rules, each with the page that states it, and three of ours beside them. When Connect changes one,
// this is the file to change.

/**
 * The longest life of a token, in seconds: 10 minutes.
 * @see https://docs.aws.amazon.com/connect/latest/adminguide/add-chat-to-website.html
 */
export const MAX_EXPIRES_IN_SECONDS = 600;

/**
 * The life of a token when none is asked for, in seconds: the one of Amazon's own examples.
 * @see https://docs.aws.amazon.com/connect/latest/adminguide/add-chat-to-website.html
 */
export const DEFAULT_EXPIRES_IN_SECONDS = 500;

/**
 * The size of the whole encoded token, in the widget's unit: bytes of a JavaScript string (UTF-16).
 * @see https://docs.aws.amazon.com/connect/latest/adminguide/pass-contact-attributes-chat.html
 */
export const MAX_TOKEN_BYTES = 6144;

/** A JavaScript string holds a character of a token in two bytes. */
export const BYTES_PER_CHARACTER = 2;

/** `eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9`, which is `{"alg":"HS256","typ":"JWT"}` in Base64url. */
export const HEADER_CHARACTERS = 36;

/** The 32 bytes of an HMAC SHA-256 in Base64url. */
export const SIGNATURE_CHARACTERS = 43;

/** The most UTF-8 bytes of claims that fit into a token of {@link MAX_TOKEN_BYTES}. */
export const MAX_CLAIMS_BYTES = 2243;

/**
 * The shortest key for HS256, in bytes: the size of the hash.
 * @see https://www.rfc-editor.org/rfc/rfc7518#section-3.2
 */
export const MIN_SECRET_BYTES = 32;

/** The longest key that is looked at, in characters or bytes. Ours and not Connect's, whose keys have 44. */
export const MAX_SECRET_LENGTH = 1024;

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
 * The most segment attribute values, nested ones included. Connect names no limit, but no more fit
 * into a token: one takes at least the 15 bytes of `{"ValueMap":{}}`. It also ends the reading of an
 * object that contains itself.
 */
export const MAX_SEGMENT_VALUES = 149;

/** The most keys that a token is verified with. Ours and not Connect's, which has two while keys are rotated. */
export const MAX_SECRETS = 10;
