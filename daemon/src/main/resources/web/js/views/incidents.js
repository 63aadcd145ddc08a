/** All incidents, a page at a time, by state, severity and kind. */

import { get } from '../api.js';
import { h } from '../dom.js';
import { notice } from '../frame.js';
import { SEVERITIES } from '../kinds.js';
import { to } from '../router.js';
import { incidentRow } from './incident-row.js';
import { empty } from './parts.js';

const PAGE = 50;
const STATES = { open: 'open', unobserved: 'unobserved', closed: 'closed' };

export class IncidentsView {
  name = 'Incidents';
  #page;
  #asked = null;
  #records = [];
  #cursor = null;
  #problem = null;
  #busy = false;

  constructor(page) {
    this.#page = page;
  }

  enter(at) {
    const asked = at.query.toString();
    if (asked !== this.#asked) {
      this.#asked = asked;
      this.#records = [];
      this.#cursor = null;
      this.#more(at.query);
    }
  }

  async #more(query) {
    const asked = this.#asked;
    this.#busy = true;
    try {
      const found = await get('incidents', {
        state: query.get('state'), severity: query.get('severity'), kind: query.get('kind'),
        cursor: this.#cursor, limit: PAGE,
      });
      if (asked === this.#asked) {
        this.#records.push(...found.incidents);
        this.#cursor = found.next_cursor;
        this.#problem = null;
      }
    } catch (problem) {
      this.#problem = problem;
    }
    this.#busy = false;
    this.#page.redraw();
  }

  /** An incident that changes takes its new place; a new one comes on top if it belongs here. */
  onAlert(record) {
    const query = new URLSearchParams(this.#asked ?? '');
    const fits = ['state', 'severity', 'kind'].every((name) => !query.get(name) || query.get(name) === record[name]);
    this.#records = this.#records.filter((one) => one.incident_id !== record.incident_id);
    if (fits) {
      this.#records.unshift(record);
    }
  }

  draw(at) {
    return [
      h('h1', { key: 'title' }, 'Incidents'),
      filters(at.query),
      this.#problem && notice('minor', 'No incidents to show', this.#problem.message),
      !this.#problem && this.#list(at.query),
    ];
  }

  #list(query) {
    if (!this.#records.length) {
      return this.#busy ? h('p', { class: 'soft' }, 'Asking…') : empty('No incident is like that.', 'Choose other filters, or be glad.');
    }
    return [
      h('ul', { class: 'incidents', key: 'list' }, this.#records.map((record) => incidentRow(record, { open: this.#page.state.open }))),
      this.#cursor && h('p', { class: 'more' },
        h('button', { type: 'button', id: 'older', disabled: this.#busy, onclick: () => this.#more(query) }, 'Show older')),
    ];
  }
}

function filters(query) {
  const link = (name, value, word) => {
    const changed = { state: query.get('state'), severity: query.get('severity'), kind: query.get('kind'), [name]: value };
    const current = (query.get(name) ?? '') === (value ?? '');
    return h('a', { href: to(['incidents'], changed), 'aria-current': current ? 'true' : null }, word);
  };
  return h('div', { class: 'filters', key: 'filters' },
    h('div', { class: 'filter', role: 'group', 'aria-label': 'State' },
      link('state', null, 'any state'), Object.entries(STATES).map(([value, word]) => link('state', value, word))),
    h('div', { class: 'filter', role: 'group', 'aria-label': 'Severity' },
      link('severity', null, 'any severity'), SEVERITIES.map((value) => link('severity', value, value))),
    query.get('kind') && h('div', { class: 'filter' }, link('kind', query.get('kind'), query.get('kind')), link('kind', null, 'any kind')));
}
