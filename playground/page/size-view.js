// The size as a bar and as a list. Each attribute has a colour; its name and size appear on hover or focus.

import { byId, create, grouped } from './dom.js';

const HINT = 'Each colour is an attribute. Point at one, or use the arrow keys.';

/** A segment wider than this share of the bar has room for its name. */
const NAMED_FROM = 0.12;

/** The number of colours in style/colours.css. */
const COLOURS = 8;

/**
 * @param {(key: string) => void} onChoose
 */
export function createSizeView(onChoose) {
  const segments = byId('segments', HTMLElement);
  const limit = byId('limit', HTMLElement);
  const named = byId('named', HTMLElement);
  const parts = byId('parts', HTMLElement);
  const verdict = byId('verdict', HTMLElement);
  const notCounted = byId('not-counted', HTMLElement);

  /** @param {Event} event */
  const name = (event) => {
    const segment = event.target instanceof Element ? event.target.closest('button') : null;
    named.textContent = segment?.getAttribute('aria-label') ?? HINT;
    named.classList.toggle('hint', segment === null);
    for (const item of parts.children) {
      item.classList.toggle(
        'pointed',
        item instanceof HTMLElement && item.dataset.index === segment?.dataset.index,
      );
    }
  };
  const unname = () => {
    named.textContent = HINT;
    named.classList.add('hint');
    for (const item of parts.children) item.classList.remove('pointed');
  };
  unname();
  segments.addEventListener('pointerover', name);
  segments.addEventListener('pointerleave', unname);
  segments.addEventListener('focusin', name);
  segments.addEventListener('focusout', unname);
  segments.addEventListener('keydown', moveFocus);

  /**
   * @param {import('./size.js').Measure} size
   * @param {import('./reading.js').Reading} reading
   */
  return (
    { bytes, maxBytes, remainingBytes, bareBytes, parts: sizes, drop, shortenBy },
    { invalid, problems },
  ) => {
    const isOver = remainingBytes < 0;
    const whole = Math.max(bytes, maxBytes);
    byId('main', HTMLElement).classList.toggle('over', isOver);
    byId('size-bytes', HTMLElement).textContent = grouped(bytes);
    byId('size-limit', HTMLElement).textContent = grouped(maxBytes);
    byId('size-left', HTMLElement).textContent = isOver
      ? `${grouped(-remainingBytes)} too many`
      : `${grouped(remainingBytes)} left`;

    const rows = [
      { key: undefined, label: 'Header, signature, other claims', size: bareBytes },
      ...sizes.map(([key, size]) => ({ key, label: key, size })),
    ];
    // Reuse the segments, so that a change of width is animated.
    while (segments.children.length > rows.length) segments.lastElementChild?.remove();
    while (segments.children.length < rows.length) segments.append(createSegment());
    const labels = rows.map(({ key, label, size }, index) => {
      const segment = /** @type {HTMLButtonElement} */ (segments.children[index]);
      const isToDrop = key !== undefined && drop.includes(key);
      const text = `${label}: ${grouped(size)} bytes, ${percent(size, maxBytes)}${isToDrop ? ', remove it' : ''}`;
      segment.className = `segment ${colour(index)}${isToDrop ? ' drop' : ''}`;
      segment.style.width = `${(100 * size) / whole}%`;
      segment.tabIndex = index === 0 ? 0 : -1;
      segment.dataset.index = String(index);
      segment.setAttribute('aria-label', text);
      segment.textContent = size / whole > NAMED_FROM ? label : '';
      // The first segment is not an attribute, so it has no field to focus.
      segment.ariaDisabled = key === undefined ? 'true' : null;
      segment.onclick = () => {
        if (key !== undefined) onChoose(key);
      };
      return { label, size, index, isToDrop };
    });
    limit.hidden = !isOver;
    limit.style.left = `${(100 * maxBytes) / whole}%`;

    parts.replaceChildren(
      ...labels.map(({ label, size, index, isToDrop }) => {
        const item = create(
          'li',
          isToDrop ? 'drop' : '',
          create('span', `swatch ${colour(index)}${isToDrop ? ' drop' : ''}`),
          create(index === 0 ? 'span' : 'code', 'part', label),
          create('span', 'bytes', `${grouped(size)} bytes`),
          create('span', 'percent', percent(size, maxBytes)),
        );
        item.dataset.index = String(index);
        if (isToDrop) item.querySelector('.part')?.append(create('em', '', 'remove it'));
        return item;
      }),
    );

    const tooLarge = problems.find(({ key }) => key === undefined);
    verdict.hidden = !isOver;
    verdict.textContent = isOver ? advise({ remainingBytes, drop, shortenBy }) : '';
    notCounted.hidden = invalid.length === 0;
    notCounted.textContent = `Not counted until fixed: ${invalid.join(', ')}.`;
    byId('main', HTMLElement).classList.toggle('unknown', tooLarge !== undefined && !isOver);
  };
}

function createSegment() {
  const segment = create('button', 'segment');
  segment.type = 'button';
  return segment;
}

/** @param {Pick<import('./size.js').Measure, 'remainingBytes' | 'drop' | 'shortenBy'>} measure */
function advise({ remainingBytes, drop, shortenBy }) {
  const names = drop.map((key) => JSON.stringify(key)).join(' and ');
  return `${grouped(-remainingBytes)} bytes too many: the widget would not open. Remove ${names}, or shorten values by ${grouped(shortenBy)} characters.`;
}

/** The first segment is not an attribute, so it has a colour of its own. @param {number} index */
function colour(index) {
  return index === 0 ? 'bare' : `colour-${(index - 1) % COLOURS}`;
}

/** @param {number} part @param {number} whole */
function percent(part, whole) {
  return `${((100 * part) / whole).toFixed(1)} %`;
}

/** As in any toolbar: one Tab stop, and the arrow keys move inside it. @param {KeyboardEvent} event */
function moveFocus(event) {
  const { currentTarget, target, key } = event;
  if (!(currentTarget instanceof HTMLElement) || !(target instanceof HTMLElement)) return;
  const segments = /** @type {HTMLElement[]} */ ([...currentTarget.children]);
  const index = segments.indexOf(target);
  const next = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: segments.length - 1 }[key];
  const segment = next === undefined ? undefined : segments[next];
  if (segment === undefined) return;
  event.preventDefault();
  for (const other of segments) other.tabIndex = other === segment ? 0 : -1;
  segment.focus();
}
