// The size as a bar and as a list. Each attribute has a colour; its name and size appear on hover or focus.

import { byId, create, makeScrollable } from './dom.js';
import { counted, grouped, inBytes } from './format.js';
import { breakable } from './issues.js';
import { apportion } from './size.js';
import { createThinBar } from './thin.js';

const HINT = 'Each colour is an attribute. Point at one, or use the arrow keys.';

/** A segment wider than this share of the bar has room for its name. */
const NAMED_FROM = 0.12;

/** The number of colours in style/colours.css. */
const COLOURS = 8;

/** So many segments do not fit a narrow bar, if each has a width at which it can be seen. */
const MANY = 40;

/** Percentages are shown with one digit after the point. */
const PERCENT_UNIT = 0.1;

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
  makeScrollable(parts, 'Size by attribute');
  const showThinBar = createThinBar();
  segments.addEventListener('pointerover', name);
  segments.addEventListener('pointerleave', unname);
  segments.addEventListener('focusin', name);
  segments.addEventListener('focusout', unname);
  segments.addEventListener('keydown', moveFocus);

  /**
   * @param {import('./size.js').Measure} measure
   * @param {import('./reading.js').Reading} reading
   */
  return (measure, { invalid, problems }) => {
    const { bytes, maxBytes, remainingBytes, bareBytes, parts: sizes, drop } = measure;
    const isOver = remainingBytes < 0;
    const whole = Math.max(bytes, maxBytes);
    const preventing = problems.filter(({ prevents }) => prevents).length;
    const state = stateOf(preventing, remainingBytes);
    const main = byId('main', HTMLElement);
    main.classList.toggle('over', isOver);
    main.classList.toggle('prevented', preventing > 0);
    // Without an attribute that is counted, the attributes could not be read.
    const isIncomplete = preventing > 0 && (invalid.length > 0 || sizes.length === 0);
    main.classList.toggle('incomplete', isIncomplete);
    byId('size-incomplete', HTMLElement).hidden = !isIncomplete;
    byId('size-bytes', HTMLElement).textContent = grouped(bytes);
    byId('size-limit', HTMLElement).textContent = grouped(maxBytes);
    byId('size-left', HTMLElement).textContent = state;
    showThinBar(preventing > 0 ? counted(preventing, 'problem') : state, Math.min(1, bytes / maxBytes));

    const total = Number(((100 * bytes) / maxBytes).toFixed(1));
    const all = [bareBytes, ...sizes.map(([, size]) => size)];
    const percents = apportion(all, total, PERCENT_UNIT).map(percent);
    const rows = [
      { key: undefined, label: 'Header, signature, other claims', size: bareBytes },
      ...sizes.map(([key, size]) => ({ key, label: key, size })),
    ];
    // Reuse the segments, so that a change of width is animated.
    while (segments.children.length > rows.length) segments.lastElementChild?.remove();
    while (segments.children.length < rows.length) segments.append(createSegment());
    segments.classList.toggle('many', rows.length > MANY);
    const items = rows.map(({ key, label, size }, index) => {
      const segment = /** @type {HTMLButtonElement} */ (segments.children[index]);
      const isToDrop = key !== undefined && drop.includes(key);
      const part = percents[index] ?? '';
      segment.className = `segment ${colour(index)}${isToDrop ? ' drop' : ''}`;
      segment.style.width = `${(100 * size) / whole}%`;
      segment.tabIndex = index === 0 ? 0 : -1;
      segment.dataset.index = String(index);
      segment.setAttribute(
        'aria-label',
        `${label}: ${inBytes(size)}, ${part}${isToDrop ? ', remove it' : ''}`,
      );
      segment.textContent = size / whole > NAMED_FROM ? label : '';
      // The first segment is not an attribute, so it has no field to focus.
      segment.ariaDisabled = key === undefined ? 'true' : null;
      segment.onclick = () => {
        if (key !== undefined) onChoose(key);
      };
      const item = create(
        'li',
        isToDrop ? 'drop' : '',
        create('span', `swatch ${colour(index)}${isToDrop ? ' drop' : ''}`),
        create(index === 0 ? 'span' : 'code', 'part', ...(index === 0 ? [label] : breakable(label))),
        create('span', 'bytes', inBytes(size)),
        create('span', 'percent', part),
      );
      item.dataset.index = String(index);
      if (isToDrop) item.querySelector('.part')?.append(create('em', '', 'remove it'));
      return item;
    });
    limit.hidden = !isOver;
    limit.style.setProperty('--at', String(maxBytes / whole));
    parts.replaceChildren(
      ...items,
      create(
        'li',
        'total',
        create('span'),
        create('span', 'part', isIncomplete ? 'Total, incomplete' : 'Total'),
        create('span', 'bytes', inBytes(bytes)),
        create('span', 'percent', percent(total)),
      ),
    );

    verdict.hidden = !isOver;
    verdict.textContent = isOver ? advise(measure) : '';
    notCounted.hidden = invalid.length === 0;
    notCounted.textContent = `Not counted until fixed: ${invalid.join(', ')}.`;
  };
}

/** @param {number} preventing The problems for which the widget would not open. @param {number} remainingBytes */
function stateOf(preventing, remainingBytes) {
  if (preventing > 0) return `${counted(preventing, 'problem')}: the widget would not open`;
  if (remainingBytes < 0) return `${inBytes(-remainingBytes)} too many`;
  return `${inBytes(remainingBytes)} left`;
}

function createSegment() {
  const segment = create('button', 'segment');
  segment.type = 'button';
  return segment;
}

/** @param {import('./size.js').Measure} measure */
function advise({ remainingBytes, parts, drop, shortenBy }) {
  const sizes = new Map(parts);
  const names = drop.map((key) => `${JSON.stringify(key)} (${inBytes(sizes.get(key) ?? 0)})`).join(' and ');
  const excess = inBytes(-remainingBytes);
  return `${excess} too many: the widget would not open. Remove ${names}, or shorten values by ${excess} (${counted(shortenBy, 'character')}).`;
}

/** The first segment is not an attribute, so it has a colour of its own. @param {number} index */
function colour(index) {
  return index === 0 ? 'bare' : `colour-${(index - 1) % COLOURS}`;
}

/** @param {number} share */
function percent(share) {
  return `${share.toFixed(1)} %`;
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
