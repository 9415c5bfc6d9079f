// The headers that CDNs obey instead of Cache-Control.

/** Whether a header of this name can make a CDN keep an answer, whatever Cache-Control says. */
export function isForCdns(name: string): boolean {
  return /^((.+-)?cdn-cache-control|(surrogate|edge)-control)$/i.test(name);
}
