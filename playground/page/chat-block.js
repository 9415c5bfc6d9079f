// The block to paste into the console's simulated chat, which needs keys and values in double quotes.

import { createCopy } from './copy.js';
import { byId, makeScrollable } from './dom.js';

export function createChatBlock() {
  const block = byId('chat-block', HTMLElement);
  const problem = byId('chat-problem', HTMLElement);
  const button = byId('copy', HTMLButtonElement);
  const copied = byId('copied', HTMLElement);
  createCopy(button, block, copied);
  makeScrollable(block, 'Block for the simulated chat');

  /** @param {import('./reading.js').Reading} reading */
  return ({ valid, problems }) => {
    const isRight = !problems.some(({ prevents }) => prevents);
    block.textContent = isRight ? JSON.stringify(valid, null, 2) : '';
    block.hidden = !isRight;
    problem.hidden = isRight;
    button.disabled = !isRight;
    copied.textContent = '';
  };
}
