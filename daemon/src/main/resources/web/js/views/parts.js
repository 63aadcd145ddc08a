/** Small parts that several views share. */

import { h } from '../dom.js';
import { asn } from '../format.js';
import { icon } from '../icons.js';

/** A shape and a word in the colour of a severity or state. @param {string} tone @param {string} [word] */
export function badge(tone, word = tone) {
  return h('span', { class: `badge tone-${tone}` }, icon(tone), word);
}

/** The worst first. */
const STATE_TONES = { failed: 'critical', invalid: 'major', warning: 'minor', pending: 'unknown', verified: 'calm' };

/** States of registered prefixes, the worst first. */
export const PREFIX_STATES = Object.keys(STATE_TONES);

/** @param {?string} state of a registered prefix */
export function prefixState(state) {
  return badge(STATE_TONES[state] ?? 'unknown', state ?? 'not judged yet');
}

/** A term and what it is; nothing where there is nothing. */
export function fact(term, ...value) {
  const there = value.flat().filter((one) => one !== null && one !== undefined && one !== '' && one !== false);
  return there.length ? h('div', { class: 'fact' }, h('dt', null, term), h('dd', null, there)) : null;
}

/** @param {number[]} asns */
export function asns(asns) {
  return asns?.length ? asns.map(asn).join(', ') : null;
}

/** What stands where nothing is. @param {string} title @param {...*} text */
export function empty(title, ...text) {
  return h('div', { class: 'empty' }, h('p', { class: 'empty-title' }, title), text.length > 0 && h('p', null, text));
}

/** A heading with what belongs to it. */
export function section(title, side, ...children) {
  return h('section', { class: 'section', key: `section-${title}` },
    h('div', { class: 'section-head' }, h('h2', null, title), side), children);
}

/** A table that can be scrolled sideways by keys, too. @param {string} name @param {...*} children */
export function table(name, ...children) {
  return h('div', { class: 'table', tabindex: '0', role: 'region', 'aria-label': name }, h('table', null, children));
}

/** @param {string[]} names of columns */
export function columns(...names) {
  return h('thead', null, h('tr', null, names.map((name) => h('th', { scope: 'col' }, name))));
}
