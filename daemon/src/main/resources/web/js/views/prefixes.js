/** Registered prefixes: how each stands, and why. */

import { h } from '../dom.js';
import { count, number } from '../format.js';
import { MOST_PREFIXES } from '../loading.js';
import { place, to, toPrefix } from '../router.js';
import { PREFIX_STATES, asns, columns, empty, prefixState, table } from './parts.js';

const PAGE = 100;
const REASONS = 2;

export class PrefixesView {
  name = 'Prefixes';
  #page;
  #shown = PAGE;
  #asked = '';

  constructor(page) {
    this.#page = page;
  }

  enter(at) {
    const asked = at.query.toString();
    if (asked !== this.#asked) {
      this.#asked = asked;
      this.#shown = PAGE;
    }
  }

  draw(at) {
    const { state } = this.#page;
    const wanted = at.query.get('state');
    const text = (at.query.get('q') ?? '').toLowerCase();
    const found = worstFirst(state.prefixes.filter((one) => (!wanted || one.state === wanted) && fits(one, text)));
    return [
      h('h1', { key: 'title' }, 'Registered prefixes'),
      filters(state, wanted, text),
      !state.prefixesComplete && state.prefixes.length > 0 && h('p', { class: 'soft', key: 'part' },
        `These are the first ${number(Math.min(MOST_PREFIXES, state.prefixes.length))} of ${number(state.status?.registered_prefixes ?? 0)}. `,
        'The search above finds any of them.'),
      found.length ? this.#table(found) : this.#none(),
    ];
  }

  #none() {
    const { state } = this.#page;
    if (!state.prefixes.length && state.status?.registered_prefixes !== 0) {
      return h('p', { class: 'soft' }, 'Asking…');
    }
    return state.prefixes.length
      ? empty('No registered prefix is like that.')
      : empty('No prefix is registered.', 'Registrations say which prefixes are watched, and who may announce them.');
  }

  #table(found) {
    const shown = found.slice(0, this.#shown);
    return [
      table('Registered prefixes', columns('Prefix', 'State', 'Customer', 'Partner', 'Origins', 'Held', 'Why'),
        h('tbody', null, shown.map(row))),
      found.length > shown.length && h('p', { class: 'more', key: 'more' },
        h('button', {
          type: 'button', id: 'more',
          onclick: () => {
            this.#shown += PAGE;
            this.#page.redraw();
          },
        }, `Show ${Math.min(PAGE, found.length - shown.length)} more of ${number(found.length - shown.length)}`)),
    ];
  }
}

function row(one) {
  const held = one.coverage.filter((session) => session.held === true).length;
  const hidden = one.reasons.length - REASONS;
  return h('tr', { key: one.prefix },
    h('th', { scope: 'row' }, h('a', { class: 'mono', href: toPrefix(one.prefix) }, one.prefix)),
    h('td', null, prefixState(one.state)),
    h('td', null, one.customer),
    h('td', null, one.partner ?? ''),
    h('td', { class: 'mono' }, one.announced ? asns(one.origins) : 'must not be announced'),
    h('td', null, one.coverage.length ? `${held} of ${one.coverage.length}` : 'nobody expected'),
    h('td', { class: 'reasons' }, one.reasons.slice(0, REASONS).map((reason) => h('div', null, reason)),
      hidden > 0 && h('div', { class: 'soft' }, `and ${count(hidden, 'more reason')}`)));
}

function filters(state, wanted, text) {
  const link = (value, word) => h('a', { href: to(['prefixes'], { state: value, q: text }), 'aria-current': (wanted ?? '') === value ? 'true' : null }, word);
  return h('div', { class: 'filters', key: 'filters' },
    h('div', { class: 'filter', role: 'group', 'aria-label': 'State' },
      link('', 'any state'),
      PREFIX_STATES.map((name) => link(name, `${name} ${number(state.prefixes.filter((one) => one.state === name).length)}`))),
    h('div', { class: 'filter-text' },
      h('label', { for: 'narrow', class: 'unseen' }, 'Only those with'),
      h('input', {
        id: 'narrow', type: 'search', placeholder: 'Narrow: prefix, customer, AS', value: text, autocomplete: 'off', spellcheck: 'false',
        oninput: (event) => {
          history.replaceState(null, '', to(['prefixes'], { state: place().query.get('state'), q: event.target.value }));
          dispatchEvent(new HashChangeEvent('hashchange'));
        },
      })));
}

/** Whether a text is found in a registered prefix. @param {Object} one @param {string} text lower case */
export function fits(one, text) {
  if (!text) {
    return true;
  }
  const words = [one.prefix, one.customer, one.registration, one.partner ?? '', ...one.origins.map((n) => `as${n}`)];
  return words.some((word) => word.toLowerCase().includes(text));
}

const RANK = new Map(PREFIX_STATES.map((name, i) => [name, i]));

function worstFirst(prefixes) {
  const rank = (one) => RANK.get(one.state) ?? RANK.size;
  return prefixes.map((one, i) => [one, i]).sort(([a, i], [b, j]) => rank(a) - rank(b) || i - j).map(([one]) => one);
}
