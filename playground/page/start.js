// Starts the parts that both pages have, with a server and without: the attributes, their size and the block
// for the simulated chat.

import { createStateAnnouncer } from './announce.js';
import { createChatBlock } from './chat-block.js';
import { byId, create } from './dom.js';
import { createEditor } from './editor.js';
import { EXAMPLES } from './examples.js';
import { createSizeView } from './size-view.js';
import { measure } from './size.js';

/**
 * @param {object} page
 * @param {string} page.widgetId
 * @param {(text: string) => void} page.announce
 * @param {(reading: import('./reading.js').Reading) => void} page.onReading
 * @param {() => boolean} page.isStale
 */
export function startPage({ widgetId, announce, onReading, isStale }) {
  const announceState = createStateAnnouncer(announce);
  const showChatBlock = createChatBlock();
  const showSize = createSizeView((key) => {
    editor.focus(key);
  });
  const editor = createEditor((reading) => {
    const size = measure(widgetId, reading.valid);
    showSize(size, reading);
    showChatBlock(reading);
    onReading(reading);
    announceState(reading, size, isStale());
  }, announce);

  for (const { name, rows } of EXAMPLES) {
    const button = create('button', 'chip', name);
    button.type = 'button';
    button.addEventListener('click', () => {
      editor.show(rows);
    });
    byId('examples', HTMLElement).append(button);
  }
  editor.show(EXAMPLES[0]?.rows ?? []);
}
