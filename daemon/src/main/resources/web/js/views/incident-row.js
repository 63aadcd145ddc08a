/** An incident as one line of a list. */

import { h } from '../dom.js';
import { count, since, span } from '../format.js';
import { about, announced, meaning } from '../kinds.js';
import { toIncident } from '../router.js';
import { badge } from './parts.js';

/**
 * @param {Object} record the last one of the incident
 * @param {{causes?: Map<string, number>, open?: Map<string, Object>}} [context] how many incidents
 *     follow from which; incidents that are open
 */
export function incidentRow(record, { causes, open } = {}) {
  const closed = record.state === 'closed';
  const more = announced(record);
  const follows = causes?.get(record.incident_id);
  const cause = record.cause && open?.get(record.cause);
  return h('li', { class: `incident tone-${closed ? 'calm' : record.severity}`, key: record.incident_id },
    h('a', { href: toIncident(record.incident_id), class: 'incident-link' },
      h('span', { class: 'incident-top' },
        closed ? badge('calm', `was ${record.severity}`) : badge(record.severity),
        h('span', { class: 'incident-about mono' }, more ?? about(record)),
        more && h('span', { class: 'incident-inside' }, 'inside ', h('span', { class: 'mono' }, record.prefix)),
        h('span', { class: 'incident-when' }, closed ? ended(record) : since(record.opened_at))),
      h('span', { class: 'incident-text' }, record.summary),
      h('span', { class: 'incident-tags' },
        h('span', { class: 'tag mono', title: meaning(record.kind) }, record.kind),
        record.customer && h('span', { class: 'tag' }, record.customer),
        !closed && record.sessions_seen > 0
          && h('span', { class: 'tag' }, `seen on ${record.sessions_seen} of ${count(record.sessions_total, 'session')}`),
        record.state === 'unobserved' && badge('unknown', 'unobserved'),
        follows > 0 && h('span', { class: 'tag' }, `${count(follows, 'incident follows', 'incidents follow')} from this`),
        cause && h('span', { class: 'tag' }, `follows from ${cause.kind} of ${about(cause)}`),
        record.acknowledged_by && h('span', { class: 'tag tag-good' }, `taken by ${record.acknowledged_by}`),
        record.silenced && h('span', { class: 'tag' }, 'silenced'),
        record.maintenance && h('span', { class: 'tag' }, 'planned work'),
        record.test && h('span', { class: 'tag' }, 'test'))));
}

function ended(record) {
  const lasted = record.duration_seconds === null ? '' : ` after ${span(record.duration_seconds)}`;
  return ['closed ', since(record.closed_at ?? record.time), lasted];
}

/** How many open incidents follow from which. @param {Iterable<Object>} records */
export function causesOf(records) {
  const causes = new Map();
  for (const record of records) {
    if (record.cause) {
      causes.set(record.cause, (causes.get(record.cause) ?? 0) + 1);
    }
  }
  return causes;
}
