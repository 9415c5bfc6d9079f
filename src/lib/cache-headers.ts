// The headers that CDNs and proxies obey instead of Cache-Control.

/**
 * Whether a header of this name can make a CDN or a proxy keep an answer, whatever Cache-Control says.
 * @see https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_cache_valid
 */
export function isForCdns(name: string): boolean {
  return /^((.+-)?cdn-cache-control|(surrogate|edge)-control|x-accel-expires|x-litespeed-cache-control)$/i.test(
    name,
  );
}
