// jose makes a TextEncoder and a TextDecoder as soon as it is loaded. Jest's jsdom has neither, so that
// `require` would end in a ReferenceError out of jose before we can say what to do. There, this stands in
// their place: createWidgetToken throws ERR_NO_WEBCRYPTO before anything uses it.

const globals = /** @type {Partial<typeof globalThis>} */ (globalThis);

function Missing() {
  // Never called for anything but its existence.
}

export const TextEncoder = globals.TextEncoder ?? Missing;
export const TextDecoder = globals.TextDecoder ?? Missing;
