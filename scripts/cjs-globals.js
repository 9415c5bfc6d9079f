// jose creates a TextEncoder and a TextDecoder when it is loaded. Jest's jsdom has neither, so `require`
// would fail with a ReferenceError from jose. With these stand-ins it succeeds, and createWidgetToken can
// throw ERR_NO_WEBCRYPTO, which says what to do, before anything uses them.

const globals = /** @type {Partial<typeof globalThis>} */ (globalThis);

function Missing() {
  // jose only constructs it.
}

export const TextEncoder = globals.TextEncoder ?? Missing;
export const TextDecoder = globals.TextDecoder ?? Missing;
