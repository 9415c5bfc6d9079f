// The page of the server: connects the attributes to the widget, and the widget to the inspector.

import { createAnnouncer } from './announce.js';
import { byId, makeScrollable } from './dom.js';
import { createInspector } from './inspect.js';
import { offerOpenedToken } from './opened-token.js';
import { getSettings, inspect } from './server-calls.js';
import { startPage } from './start.js';
import { createWidget } from './widget.js';

const { widgetId, keySource } = await getSettings();
byId('fact-widget-id', HTMLElement).textContent = widgetId;
byId('fact-key', HTMLElement).textContent = keySource;

const announce = createAnnouncer();
const withKey = byId('with-key', HTMLInputElement);
const inspector = createInspector({
  inspect: (token) => inspect(token, withKey.checked),
  isWithKey: () => withKey.checked,
  announce,
});
withKey.addEventListener('change', inspector.again);
const widget = createWidget(announce, offerOpenedToken(inspector.fill));
startPage({
  widgetId,
  announce,
  onReading({ attributes }) {
    widget.setAttributes(attributes);
  },
  isStale: widget.isStale,
});

const snippet = await (await fetch('snippet.js')).text();
byId('snippet', HTMLElement).textContent = snippet.trimEnd();
makeScrollable(byId('snippet', HTMLElement), 'Snippet');
