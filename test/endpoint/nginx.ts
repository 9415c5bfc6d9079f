// nginx as a caching proxy in front of an endpoint. It caches every response that does not forbid it.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { startServer, stopServers } from './server-process.js';

/** The path of nginx, if installed. Debian installs it in a folder that is only in root's PATH. */
export const NGINX = ['nginx', '/usr/sbin/nginx'].find((file) => spawnSync(file, ['-v']).status === 0);

/** What the proxy sends as `Host`: by nginx's default the host of `proxy_pass`, or that of the request. */
type Host = '$proxy_host' | '$http_host';

/** The cache key is nginx's default, which ignores cookies: all clients get the cached response of a path. */
const configuration = (port: string, upstream: string, host: Host): string => `
  master_process off;
  error_log stderr warn;
  pid nginx.pid;
  events {}
  http {
    access_log off;
    proxy_cache_path cache keys_zone=answers:1m;
    proxy_temp_path temporary;
    client_body_temp_path body;
    fastcgi_temp_path fastcgi;
    scgi_temp_path scgi;
    uwsgi_temp_path uwsgi;
    server {
      listen 127.0.0.1:${port};
      location / {
        proxy_pass ${upstream};
        proxy_set_header Host ${host};
        proxy_cache answers;
        proxy_cache_valid any 10m;
        add_header X-Cache $upstream_cache_status always;
      }
    }
  }
`;

/** Serves an origin through the proxy until the test ends, and returns the proxy's origin. */
export async function cachingProxy(upstream: string, host: Host = '$proxy_host'): Promise<string> {
  if (NGINX === undefined) throw new Error('nginx is not installed');
  const file = NGINX;
  const folder = mkdtempSync(join(tmpdir(), 'widget-token-nginx-'));
  onTestFinished(async () => {
    await stopServers();
    rmSync(folder, { recursive: true });
  });
  const { origin } = await startServer(folder, (port) => {
    writeFileSync(join(folder, 'nginx.conf'), configuration(port, upstream, host));
    return [file, '-p', folder, '-c', 'nginx.conf', '-g', 'daemon off;'];
  });
  return origin;
}
