// The page's part, as README has it: the block with amazon_connect('authenticate', …), unchanged.

import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

const [, SNIPPET = ''] = /^```html\n<script>\n(.*?'authenticate'.*?)^<\/script>\n```$/ms.exec(README) ?? [];

type Authenticate = (callback: (token: string) => void) => void;

/** Runs the snippet in a page that has this `fetch`, and gives the token that the widget gets. */
export function authenticate(fetch: (path: string) => Promise<Response>): Promise<string> {
  return new Promise((callback, reject) => {
    const amazon_connect = (name: string, authenticate: Authenticate): void => {
      if (name === 'authenticate') authenticate(callback);
      else reject(new Error(name));
    };
    runInNewContext(SNIPPET, { window: { fetch }, amazon_connect });
  });
}
