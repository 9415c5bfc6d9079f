// The callback that the page passes to the widget, from a page of the documentation or as Amazon shows it.

import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';

/** https://docs.aws.amazon.com/connect/latest/adminguide/add-chat-to-website.html */
export const AMAZONS_CALLBACK = `amazon_connect('authenticate', function (callback) {
  window.fetch('/token').then((res) => {
    res.json().then((data) => {
      callback(data.data);
    });
  });
});
`;

/** The script with the callback on a page of the documentation. */
export function callbackOf(page: string): string {
  const text = readFileSync(new URL(`../../${page}`, import.meta.url), 'utf8');
  const [, script] = /^```html\n<script>\n([^]*?'authenticate'[^]*?)^<\/script>\n```$/m.exec(text) ?? [];
  if (script === undefined) throw new Error(`${page} has no callback`);
  return script;
}

type Authenticate = (callback: (token: unknown) => void) => void;

type Fetch = (path: string, init?: object) => Promise<Response>;

/** Runs Amazon's callback in a page with this `fetch`, and returns the token that the widget receives. */
export function authenticate(fetch: Fetch): Promise<string> {
  return new Promise((resolve, reject) => {
    const amazon_connect = (name: string, authenticate: Authenticate): void => {
      if (name === 'authenticate') authenticate(resolve as (token: unknown) => void);
      else reject(new Error(name));
    };
    runInNewContext(AMAZONS_CALLBACK, { window: { fetch }, amazon_connect });
  });
}

/** Runs a callback in a page with this `fetch`, and returns what it passed to the widget and logged. */
export async function openWidget(
  script: string,
  fetch: Fetch,
): Promise<{ passed: unknown[]; logged: string[] }> {
  const passed: unknown[] = [];
  const logged: string[] = [];
  const amazon_connect = (_name: string, authenticate: Authenticate): void => {
    authenticate((token) => passed.push(token));
  };
  const console = { error: (...shown: unknown[]) => logged.push(shown.join(' ')) };
  runInNewContext(script, { window: { fetch }, amazon_connect, console });
  await new Promise((resolve) => setTimeout(resolve, 50));
  return { passed, logged };
}
