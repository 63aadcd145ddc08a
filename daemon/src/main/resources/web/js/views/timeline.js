/** The life of an incident, record by record: what each says that the one before did not. */

import { h } from '../dom.js';
import { clock, count, span } from '../format.js';
import { closeReason } from '../kinds.js';
import { section } from './parts.js';

const WORDS = { open: 'opened', update: 'changed', close: 'closed' };

/** @param {Object[]} records of one incident, in order */
export function timeline(records) {
  return section('Timeline', count(records.length, 'record'),
    h('ol', { class: 'timeline' }, records.map((record, i) =>
      h('li', { class: `timeline-${record.action}`, key: record.id },
        h('span', { class: 'timeline-when' }, clock(record.time)),
        h('span', { class: 'timeline-what' },
          h('b', null, record.action === 'open' && record.occurrence > 1 ? `opened again (${record.occurrence})` : WORDS[record.action] ?? record.action),
          ' ', changes(record, records[i - 1]))))));
}

function changes(record, before) {
  if (record.action === 'close') {
    const lasted = record.duration_seconds === null ? '' : `; it lasted ${span(record.duration_seconds)}`;
    return `${closeReason(record.close_reason)}${lasted}`;
  }
  if (!before || record.action === 'open') {
    return seenOn(record);
  }
  const found = [];
  differ(found, record, before, 'severity', (value) => `severity ${value}`);
  differ(found, record, before, 'state', (value) => (value === 'unobserved' ? 'nobody sees it any more, and nobody can tell' : value));
  differ(found, record, before, 'acknowledged_by', (value) => (value ? `taken by ${value}` : 'taken by nobody'));
  differ(found, record, before, 'silenced', (value) => (value ? 'silenced' : 'no longer silenced'));
  differ(found, record, before, 'maintenance', (value) => (value ? 'planned work' : 'no planned work'));
  const sessions = (one) => one.seen_on.map((seen) => seen.session).sort().join(', ');
  if (sessions(record) !== sessions(before)) {
    found.push(seenOn(record));
  }
  if (JSON.stringify(record.observed?.as_path) !== JSON.stringify(before.observed?.as_path)) {
    found.push(`path ${(record.observed?.as_path ?? []).map((hop) => JSON.stringify(hop)).join(' ') || 'gone'}`);
  }
  differ(found, record, before, 'affected_total', (value) => `${count(value, 'prefix', 'prefixes')} affected`);
  return found.join('; ') || record.summary;
}

function differ(found, record, before, member, say) {
  if (record[member] !== before[member]) {
    found.push(say(record[member]));
  }
}

function seenOn(record) {
  const names = record.seen_on.map((seen) => seen.session);
  return names.length ? `seen on ${names.join(', ')}` : '';
}
