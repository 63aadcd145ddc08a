/** Draws the AS-path picture, left to right from us to the origin. */

import { picture } from './aspath.js';
import { h, svg } from './dom.js';

/**
 * @param {import('./aspath.js').Question} question
 * @returns {HTMLElement} which can be scrolled where the path is wider than the screen
 */
export function pathPicture(question) {
  const drawn = picture(question);
  return h('div', { class: 'path', tabindex: '0', role: 'group', 'aria-label': 'AS path' },
    svg('svg', {
      class: 'path-picture', role: 'img', 'aria-label': drawn.text,
      width: drawn.width, height: drawn.height, viewBox: `0 0 ${drawn.width} ${drawn.height}`,
    },
    drawn.links.map(link),
    drawn.boxes.map((one) => box(one)),
    drawn.ghosts.map((one) => box(one, true))));
}

function link({ from, to, expected }) {
  const [x1, y1] = from;
  const [x2, y2] = to;
  const bend = y1 === y2 ? `L${x2 - 7} ${y2}` : `L${x1 + 14} ${y1}L${x1 + 14} ${y2}L${x2 - 7} ${y2}`;
  return svg('g', { class: expected ? 'path-link path-ghost' : 'path-link' },
    svg('path', { d: `M${x1} ${y1}${bend}`, fill: 'none' }),
    svg('path', { class: 'path-head', d: `M${x2 - 9} ${y2 - 5}L${x2 - 1} ${y2}L${x2 - 9} ${y2 + 5}z` }));
}

function box(one, ghost = false) {
  const suspect = one.roles.includes('suspect');
  const names = ['path-box', `path-${one.type}`, suspect && 'path-suspect', ghost && 'path-ghost'];
  const middle = one.x + one.width / 2;
  return svg('g', { class: names.filter(Boolean).join(' ') },
    one.type === 'gap' ? null : outline(one, suspect),
    svg('text', { class: 'path-label', x: middle, y: one.y + one.height / 2 + 5 }, one.label),
    one.words && svg('text', { class: 'path-words', x: middle, y: one.y + one.height + 17 }, one.words));
}

/** A suspect has cut corners, so that it is seen without its colour, too. */
function outline({ type, x, y, width, height }, suspect) {
  if (suspect) {
    const c = 10;
    const r = x + width;
    const b = y + height;
    return svg('path', {
      d: `M${x + c} ${y}H${r - c}L${r} ${y + c}V${b - c}L${r - c} ${b}H${x + c}L${x} ${b - c}V${y + c}z`,
    });
  }
  return svg('rect', { x, y, width, height, rx: type === 'set' || type === 'confed-set' ? 20 : 6 });
}
