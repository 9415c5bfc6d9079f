// A button that copies a block of code.

/**
 * @param {HTMLButtonElement} button
 * @param {HTMLElement} block
 * @param {HTMLElement} status Says whether it was copied.
 */
export function createCopy(button, block, status) {
  async function copy() {
    status.textContent = '';
    try {
      await navigator.clipboard.writeText(block.textContent);
      status.textContent = 'Copied.';
    } catch {
      getSelection()?.selectAllChildren(block);
      status.textContent = 'The browser did not allow copying. The block is selected: press Ctrl+C or ⌘C.';
    }
  }
  button.addEventListener('click', () => void copy());
}
