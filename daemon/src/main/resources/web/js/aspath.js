/**
 * The AS-path picture as numbers: which boxes, in which order, with which words, at which places.
 * Pure; `aspath-svg.js` draws it.
 */

/** Boxes that are drawn; of a longer path the first half and the last. */
const MOST_BOXES = 100;
const MOST_MEMBERS = 6;
const LETTER = 8.5;
const SMALL_LETTER = 6.7;
const PADDING = 14;
const HEIGHT = 40;
const GAP = 38;
const TOP = 12;
const EDGE = 2;

/**
 * @typedef {object} Box
 * @property {'us' | 'as' | 'set' | 'confed-sequence' | 'confed-set' | 'gap'} type
 * @property {number[]} asns
 * @property {number} times how often in a row
 * @property {string[]} roles `us`, `neighbour`, `origin`, `suspect`
 * @property {string} label
 * @property {string} words below it
 * @property {number} x @property {number} y @property {number} width @property {number} height
 */

/**
 * @typedef {object} Question
 * @property {?Array} path as records write it: numbers, arrays for sets, objects for confederations
 * @property {?number} [us] our AS number
 * @property {?number} [suspect]
 * @property {number[]} [expected] origins that would be right
 */

/**
 * Hops from the neighbour on: repeats of one AS in a row are one hop.
 *
 * @param {?Array} path
 * @returns {{type: string, asns: number[], times: number}[]}
 */
export function hops(path) {
  const found = [];
  for (const part of path ?? []) {
    for (const hop of hopsOf(part)) {
      const last = found[found.length - 1];
      if (last && last.type === hop.type && hop.type !== 'set' && hop.type !== 'confed-set' && last.asns[0] === hop.asns[0]) {
        last.times++;
      } else {
        found.push(hop);
      }
    }
  }
  return found;
}

function hopsOf(part) {
  if (typeof part === 'number') {
    return [{ type: 'as', asns: [part], times: 1 }];
  }
  if (Array.isArray(part)) {
    return [{ type: 'set', asns: part, times: 1 }];
  }
  if (part?.confed_sequence) {
    return part.confed_sequence.map((asn) => ({ type: 'confed-sequence', asns: [asn], times: 1 }));
  }
  return part?.confed_set ? [{ type: 'confed-set', asns: part.confed_set, times: 1 }] : [];
}

/** @param {Object[]} found hops @param {number} most */
function shortened(found, most) {
  if (found.length <= most) {
    return found;
  }
  const head = Math.floor(most / 2);
  const tail = most - head - 1;
  const gap = { type: 'gap', asns: [], times: found.length - head - tail };
  return [...found.slice(0, head), gap, ...found.slice(found.length - tail)];
}

/**
 * @param {Question} question
 * @returns {{boxes: Box[], ghosts: Box[], links: Object[], width: number, height: number, text: string}}
 */
export function picture({ path, us = null, suspect = null, expected = [] }) {
  const boxes = shortened(hops(path), MOST_BOXES).map((hop) => ({ ...hop, roles: [] }));
  const outside = boxes.filter((box) => !box.type.startsWith('confed'));
  const origin = outside[outside.length - 1];
  outside[0]?.roles.push('neighbour');
  origin?.roles.push('origin');
  boxes.filter((box) => suspect !== null && box.asns.includes(suspect)).forEach((box) => box.roles.push('suspect'));
  boxes.unshift({ type: 'us', asns: us === null ? [] : [us], times: 1, roles: ['us'] });
  const ghosts = ghostsOf(origin, expected);
  const width = place(boxes, ghosts, origin);
  const links = linksOf(boxes, ghosts, origin);
  const height = TOP + HEIGHT + 26 + (ghosts.length ? HEIGHT + 34 : 0);
  return { boxes, ghosts, links, width, height, text: textOf(boxes, ghosts) };
}

/** The origin that should stand there, where another one does. */
function ghostsOf(origin, expected) {
  const wrong = origin && expected.length && !origin.asns.every((asn) => expected.includes(asn));
  return wrong ? [{ type: 'as', asns: expected, times: 1, roles: ['expected'] }] : [];
}

function place(boxes, ghosts, origin) {
  let x = EDGE;
  for (const box of boxes) {
    size(box);
    Object.assign(box, { x, y: TOP });
    x += box.width + GAP;
  }
  let right = x - GAP;
  for (const ghost of ghosts) {
    size(ghost);
    Object.assign(ghost, { x: origin.x, y: TOP + HEIGHT + 34 });
    right = Math.max(right, ghost.x + ghost.width);
  }
  return Math.ceil(right + EDGE);
}

function size(box) {
  box.label = labelOf(box);
  box.words = box.roles.join(' · ');
  box.width = Math.max(box.label.length * LETTER + 2 * PADDING, box.words.length * SMALL_LETTER + 4, 46);
  box.height = HEIGHT;
}

function labelOf({ type, asns, times }) {
  const repeats = times > 1 ? ` ×${times}` : '';
  const few = asns.slice(0, MOST_MEMBERS).join(' ') + (asns.length > MOST_MEMBERS ? ` +${asns.length - MOST_MEMBERS}` : '');
  switch (type) {
    case 'us':
      return asns.length ? `AS${asns[0]}` : 'here';
    case 'gap':
      return `… ${times} more`;
    case 'set':
      return `{${few}}`;
    case 'confed-set':
      return `[${few}]`;
    case 'confed-sequence':
      return `(${asns[0]})${repeats}`;
    default:
      return asns.length > 1 ? few : `AS${asns[0]}${repeats}`;
  }
}

function linksOf(boxes, ghosts, origin) {
  const middle = (box) => box.y + HEIGHT / 2;
  const links = boxes.slice(1).map((box, i) => ({
    from: [boxes[i].x + boxes[i].width, middle(boxes[i])],
    to: [box.x, middle(box)],
    expected: false,
  }));
  for (const ghost of ghosts) {
    const before = boxes[boxes.indexOf(origin) - 1];
    links.push({ from: [before.x + before.width, middle(before)], to: [ghost.x, middle(ghost)], expected: true });
  }
  return links;
}

/** For those who hear it. */
function textOf(boxes, ghosts) {
  const said = boxes.map((box) => {
    const roles = box.roles.length ? ` (${box.roles.join(', ')})` : '';
    if (box.type === 'gap') {
      return `${box.times} more`;
    }
    const name = box.type === 'set' ? `set of ${box.asns.join(', ')}`
      : box.type === 'us' ? 'we'
        : box.type === 'confed-set' ? `confederation set of ${box.asns.join(', ')}`
          : `${box.type === 'as' ? '' : 'confederation member '}AS${box.asns[0]}`;
    return `${name}${box.times > 1 ? ` ${box.times} times` : ''}${roles}`;
  });
  const should = ghosts.map((ghost) => `; expected origin ${ghost.asns.map((asn) => `AS${asn}`).join(' or ')}`);
  return `AS path: ${said.join(', then ')}${should.join('')}`;
}
