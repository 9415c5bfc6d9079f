// Origins that no endpoint may allow, each for a way in which a list of origins is often compared.

/** An origin that is on no list: no one can have a domain in .invalid. */
const ANY = 'https://attacker.invalid';

/** The origin of a sandboxed iframe, which any site can have in its page. */
const SANDBOX = 'null';

/** @param page - The origin of the page, of which a look-alike is made. */
export function foreignOrigins(page: string): string[] {
  return [ANY, lookAlike(new URL(page)), SANDBOX];
}

/**
 * An origin that begins with that of the page, contains it, and ends like its domain: it passes where an
 * endpoint compares with startsWith(), includes(), endsWith() without the dot, or a regular expression without
 * ^ and $.
 */
function lookAlike({ protocol, hostname, port }: URL): string {
  // An address, in IPv6 or IPv4, cannot be a part of another host.
  const host = hostname.startsWith('[') || /\.\d+$/.test(hostname) ? 'localhost' : hostname;
  const [, ...parents] = host.split('.');
  const domain = parents.length > 1 ? parents.join('.') : host;
  return `${protocol}//${host}.not${domain}${port === '' ? '' : `:${port}`}`;
}
