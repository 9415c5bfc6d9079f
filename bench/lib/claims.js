// All contestants sign these claims with this key. The attributes are the example in Amazon's documentation:
// https://docs.aws.amazon.com/connect/latest/adminguide/pass-contact-attributes-chat.html

export const widgetId = '3f8b2c61-5f0e-4b0c-9a52-1f3d7e6a4c90';

/** A random key, made only for this bench. */
export const secret = 'q0Zb2m8yJ3Nf5tLk9cVw1XrS7uHd4PeGaTiBoYx6RzE=';

export const attributes = {
  name: 'Jane',
  memberID: '123456789',
  email: 'Jane@example.com',
  isPremiumUser: 'true',
  age: '45',
};

export const expiresIn = 500;

/** For packages that do not set `iat` and `exp` themselves. */
export function makeClaims() {
  const iat = Math.floor(Date.now() / 1000);
  return { sub: widgetId, iat, exp: iat + expiresIn, attributes };
}
