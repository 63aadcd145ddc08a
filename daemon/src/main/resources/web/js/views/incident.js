/** One incident: what, why, who sees it, since when, and every record of it. */

import { get } from '../api.js';
import { h } from '../dom.js';
import { asn, count, since } from '../format.js';
import { notice } from '../frame.js';
import { icon } from '../icons.js';
import { about, announced, closeReason, meaning } from '../kinds.js';
import { to, toIncident, toPrefix } from '../router.js';
import { Acknowledge } from './acknowledge.js';
import { why } from './evidence.js';
import { badge, columns, fact, section, table } from './parts.js';
import { timeline } from './timeline.js';

export class IncidentView {
  name = 'Incident';
  #page;
  #id;
  #records = [];
  #problem = null;
  #acknowledge;

  constructor(page, id) {
    this.#page = page;
    this.#id = id;
    this.#acknowledge = new Acknowledge(id, () => page.redraw());
    this.#load();
  }

  async #load() {
    try {
      this.#records = (await get(`incidents/${encodeURIComponent(this.#id)}`)).records;
      this.#problem = null;
    } catch (problem) {
      this.#problem = problem;
    }
    this.#page.redraw();
  }

  onAlert(record) {
    if (record.incident_id === this.#id && !this.#records.some((one) => one.id === record.id)) {
      this.#records.push(record);
    }
  }

  draw() {
    const { state } = this.#page;
    // Without a store the last record is all there is.
    const known = this.#records.length ? this.#records : [state.open.get(this.#id)].filter(Boolean);
    const record = known[known.length - 1];
    if (!record) {
      return [h('h1', { key: 'title' }, 'Incident'), this.#problem
        ? notice('unknown', 'Not to be had', this.#problem.message)
        : h('p', { class: 'soft' }, 'Asking…')];
    }
    const us = state.status?.asn ?? null;
    return [
      head(record),
      this.#acknowledge.draw(record),
      h('div', { class: 'columns', key: 'columns' },
        h('div', { class: 'column-main' }, why(record, us), lost(record), affected(record)),
        h('div', { class: 'column-side' }, timeline(known), seenOn(record), facts(record), raw(record))),
    ];
  }
}

function head(record) {
  const closed = record.state === 'closed';
  const more = announced(record);
  return h('section', { class: `hero hero-incident tone-${closed ? 'calm' : record.severity}`, key: 'head' },
    icon(closed ? 'calm' : record.severity),
    h('div', { class: 'hero-text' },
      h('p', { class: 'hero-kind' }, h('b', null, record.severity), ' ', h('span', { class: 'mono' }, record.kind)),
      h('h1', { class: 'mono' }, more ?? about(record)),
      more && h('p', null, 'inside ', h('span', { class: 'mono' }, record.prefix)),
      h('p', null, record.summary),
      h('p', { class: 'hero-meaning' }, meaning(record.kind)),
      h('p', { class: 'hero-state' }, closed
        ? ['Closed ', since(record.closed_at ?? record.time), `: ${closeReason(record.close_reason)}`]
        : ['Open since ', since(record.opened_at), record.state === 'unobserved' && '; nobody can tell at present'])));
}

function facts(record) {
  return section('About', null, h('dl', { class: 'facts' },
    fact('Registered prefix', record.prefix && h('a', { class: 'mono', href: toPrefix(record.prefix) }, record.prefix)),
    fact('Customer', record.customer),
    fact('Registration', record.registration),
    fact('Partner', record.partner),
    fact('Subject', record.subject),
    fact('Taken by', record.acknowledged_by),
    fact('Silenced', record.silenced),
    fact('Follows from', record.cause && h('a', { href: toIncident(record.cause) }, 'another incident')),
    fact('First withdrawn', since(record.first_withdrawn_at)),
    fact('Changed', since(record.updated_at)),
    fact('Runbook', h('span', { class: 'mono' }, record.runbook)),
    fact('Same kind', h('a', { href: to(['incidents'], { kind: record.kind }) }, `all ${record.kind}`)),
    fact('Incident', h('span', { class: 'mono id' }, record.incident_id))));
}

function seenOn(record) {
  const seen = record.seen_on;
  if (!seen?.length) {
    return null;
  }
  return section(record.state === 'closed' ? 'Seen last on' : 'Seen on', `${seen.length} of ${record.sessions_total}`,
    table('Sessions that see it', columns('Session', 'Site', 'Router', 'Peer', 'Since'),
      h('tbody', null, seen.map((one) => h('tr', { key: one.session },
        h('th', { scope: 'row', class: 'mono' }, one.session),
        h('td', { class: 'mono' }, one.site ?? ''),
        h('td', { class: 'mono' }, one.router ?? ''),
        h('td', { class: 'mono' }, asn(one.peer_asn)),
        h('td', null, since(one.since)))))));
}

function lost(record) {
  if (!record.lost_sessions?.length) {
    return null;
  }
  return section('Lost sessions', count(record.lost_sessions.length, 'session'),
    table('Lost sessions', columns('Session', 'Cause', 'NOTIFICATION', 'Text'),
      h('tbody', null, record.lost_sessions.map((one) => h('tr', { key: one.session },
        h('th', { scope: 'row', class: 'mono' }, one.session),
        h('td', null, one.cause),
        h('td', null, one.notification ? `${one.notification.code}/${one.notification.subcode} ${one.notification.name ?? ''}` : ''),
        h('td', null, one.notification?.text ?? ''))))));
}

function affected(record) {
  if (!record.affected?.length) {
    return null;
  }
  const hidden = record.affected_total - record.affected.length;
  return section('Affected', count(record.affected_total, 'prefix', 'prefixes'),
    h('ul', { class: 'chips' }, record.affected.map((prefix) =>
      h('li', null, h('a', { class: 'mono', href: to(['search'], { q: prefix }) }, prefix)))),
    hidden > 0 && h('p', { class: 'soft' }, `and ${hidden} more`));
}

function raw(record) {
  return section('Record', badge(record.state === 'closed' ? 'calm' : 'info', `number ${record.sequence}`),
    h('details', null, h('summary', null, 'The last record as JSON'),
      h('pre', { tabindex: '0', 'aria-label': 'The record as JSON' }, JSON.stringify(record, null, 2))));
}
