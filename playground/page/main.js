// Connects the parts of the page: the editor's attributes go to the size, the widget and the block to copy.

import { createAnnouncer, createStateAnnouncer } from './announce.js';
import { createChatBlock } from './chat-block.js';
import { byId, create } from './dom.js';
import { createEditor } from './editor.js';
import { EXAMPLES } from './examples.js';
import { createInspector } from './inspect.js';
import { getSettings } from './server-calls.js';
import { createSizeView } from './size-view.js';
import { measure } from './size.js';
import { createWidget } from './widget.js';

const { widgetId, keySource } = await getSettings();
byId('fact-widget-id', HTMLElement).textContent = widgetId;
byId('fact-key', HTMLElement).textContent = keySource;

const announce = createAnnouncer();
const announceState = createStateAnnouncer(announce);
const showChatBlock = createChatBlock();
const showSize = createSizeView((key) => {
  editor.focus(key);
});
const offerToken = createInspector(announce);
/** @type {unknown} */
let attributes;

const editor = createEditor((reading) => {
  ({ attributes } = reading);
  const size = measure(widgetId, reading.valid);
  showSize(size, reading);
  showChatBlock(reading);
  announceState(reading, size);
}, announce);
createWidget(() => attributes, announce, offerToken);

for (const { name, rows } of EXAMPLES) {
  const button = create('button', 'chip', name);
  button.type = 'button';
  button.addEventListener('click', () => {
    editor.show(rows);
  });
  byId('examples', HTMLElement).append(button);
}
editor.show(EXAMPLES[0]?.rows ?? []);

const snippet = await (await fetch('/snippet.js')).text();
byId('snippet', HTMLElement).textContent = snippet.trimEnd();
