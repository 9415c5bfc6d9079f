// The block to paste into the console's simulated chat, which needs keys and values in double quotes.

import { byId } from './dom.js';

export function createChatBlock() {
  const block = byId('chat-block', HTMLElement);
  const problem = byId('chat-problem', HTMLElement);
  const button = byId('copy', HTMLButtonElement);
  const copied = byId('copied', HTMLElement);

  async function copy() {
    copied.textContent = '';
    try {
      await navigator.clipboard.writeText(block.textContent);
      copied.textContent = 'Copied.';
    } catch {
      getSelection()?.selectAllChildren(block);
      copied.textContent = 'The browser did not allow copying. The block is selected: press Ctrl+C or ⌘C.';
    }
  }
  button.addEventListener('click', () => void copy());

  /** @param {import('./reading.js').Reading} reading */
  return ({ valid, problems }) => {
    const isRight = problems.length === 0;
    block.textContent = isRight ? JSON.stringify(valid, null, 2) : '';
    block.hidden = !isRight;
    problem.hidden = isRight;
    button.disabled = !isRight;
    copied.textContent = '';
  };
}
