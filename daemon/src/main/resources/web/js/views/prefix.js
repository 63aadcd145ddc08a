/** One registered prefix: how it stands, who should hold it, and what is held of it now. */

import { get } from '../api.js';
import { h } from '../dom.js';
import { notice } from '../frame.js';

import { incidentRow } from './incident-row.js';
import { asns, badge, columns, empty, fact, prefixState, section, table } from './parts.js';
import { routes } from './routes.js';

export class PrefixView {
  name;
  #page;
  #prefix;
  #exact = null;
  #inside = null;
  #problem = null;

  constructor(page, prefix) {
    this.#page = page;
    this.#prefix = prefix;
    this.name = prefix;
    this.#load();
  }

  async #load() {
    try {
      [this.#exact, this.#inside] = await Promise.all(
        ['exact', 'covered'].map((match) => get('routes', { prefix: this.#prefix, match, limit: 50 })));
      this.#problem = null;
    } catch (problem) {
      this.#problem = problem;
    }
    this.#page.redraw();
  }

  onAlert(record) {
    if (record.prefix === this.#prefix) {
      this.#load();
    }
  }

  draw() {
    const { state } = this.#page;
    const one = state.prefixes.find((registered) => registered.prefix === this.#prefix);
    const us = state.status?.asn ?? null;
    return [
      h('h1', { class: 'mono', key: 'title' }, this.#prefix),
      one ? registered(one) : state.prefixesComplete
        ? notice('unknown', 'Not registered', 'Nobody registered exactly this prefix.')
        : h('p', { class: 'soft', key: 'asking' }, state.prefixes.length ? 'Not among the registered prefixes that were loaded.' : 'Asking…'),
      incidents(state, this.#prefix),
      one && coverage(one),
      this.#problem ? notice('unknown', 'No looking glass', this.#problem.message)
        : this.#exact && [
          section('Routes held now', null, routes(this.#exact, us, one?.origins)),
          inside(this.#inside, this.#prefix, us, one?.origins),
        ],
    ];
  }
}

function registered(one) {
  return h('div', { key: 'registered' },
    h('p', { class: 'prefix-state' }, prefixState(one.state)),
    one.reasons.length > 0 && h('ul', { class: 'plain' }, one.reasons.map((reason) => h('li', null, reason))),
    h('dl', { class: 'facts' },
      fact('Customer', one.customer),
      fact('Registration', one.registration),
      fact('Partner', one.partner),
      fact('Origins allowed', one.announced ? asns(one.origins) : 'none: nobody should announce it'),
      fact('Longest allowed', `/${one.max_length}`)));
}

function incidents(state, prefix) {
  const open = [...state.open.values()].filter((record) => record.prefix === prefix || record.affected?.includes(prefix));
  return section('Open incidents', null, open.length
    ? h('ul', { class: 'incidents' }, open.map((record) => incidentRow(record, { open: state.open })))
    : empty('No incident of it is open.'));
}

function coverage(one) {
  if (!one.coverage.length) {
    return section('Who should hold it', null, empty('Nobody is expected to hold it.', 'Hijacks and leaks are seen all the same, losses are not.'));
  }
  return section('Who should hold it', null, table('Coverage', columns('Session', 'Site', 'Router', 'Preference', 'Holds it'),
    h('tbody', null, one.coverage.map((session) => h('tr', { key: session.session },
      h('th', { scope: 'row', class: 'mono' }, session.session),
      h('td', { class: 'mono' }, session.site ?? ''),
      h('td', { class: 'mono' }, session.router ?? ''),
      h('td', null, session.preference),
      h('td', null, holds(session)))))));
}

function holds({ held, established }) {
  return held === true ? badge('calm', 'held') : held === false ? badge('critical', 'not held')
    : badge('unknown', established ? 'not known: still syncing' : 'not known: session down');
}

function inside(found, prefix, us, origins) {
  const parts = { ...found, routes: found.routes.filter((route) => route.prefix !== prefix) };
  return parts.routes.length > 0 && section('Routes inside it', null, routes(parts, us, origins));
}

