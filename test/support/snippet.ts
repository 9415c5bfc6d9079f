// The page's part, unchanged from README: the block with amazon_connect('authenticate', …).

import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

const [, SNIPPET = ''] = /^```html\n<script>\n(.*?'authenticate'.*?)^<\/script>\n```$/ms.exec(README) ?? [];

type Authenticate = (callback: (token: string) => void) => void;

/** Runs the snippet in a page with this `fetch`, and returns the token that the widget receives. */
export function authenticate(fetch: (path: string) => Promise<Response>): Promise<string> {
  return new Promise((callback, reject) => {
    const amazon_connect = (name: string, authenticate: Authenticate): void => {
      if (name === 'authenticate') authenticate(callback);
      else reject(new Error(name));
    };
    runInNewContext(SNIPPET, { window: { fetch }, amazon_connect });
  });
}
