/** What is wrong now: one line that is read from afar, then the incidents, the worst first. */

import { h } from '../dom.js';
import { count, number, since } from '../format.js';
import { icon } from '../icons.js';
import { SEVERITIES } from '../kinds.js';
import { by, geo, interconnects, isUp, local } from '../redundancy.js';
import { to } from '../router.js';
import { causesOf, incidentRow } from './incident-row.js';
import { PREFIX_STATES, badge, empty, prefixState, section } from './parts.js';

/** Incidents of one group that are shown before the rest is folded. */
const OF_A_GROUP = 2;
const OF_A_SEVERITY = 50;
const CLOSED = 8;

export class NowView {
  name = '';
  #page;

  /** @param {{state: import('../state.js').State}} page */
  constructor(page) {
    this.#page = page;
  }

  draw(at, verdict) {
    const { state } = this.#page;
    return [
      hero(state, verdict),
      state.loaded && h('div', { class: 'columns', key: 'columns' },
        h('div', { class: 'column-main' }, open(state)),
        h('div', { class: 'column-side' }, sites(state), prefixes(state), closed(state))),
    ];
  }
}

function hero(state, verdict) {
  return h('section', { class: `hero tone-${verdict.tone}`, id: 'hero', key: 'hero' },
    icon(verdict.tone),
    h('div', { class: 'hero-text' },
      h('h1', null, verdict.title),
      h('p', null, verdict.detail),
      verdict.troubles.length > 0 && h('ul', { class: 'hero-troubles' }, verdict.troubles.map((text) => h('li', null, text)))),
    state.status && h('dl', { class: 'hero-facts' },
      figure('sessions up', `${number(state.status.sessions.established)}/${number(state.status.sessions.total)}`),
      figure('prefixes', number(state.status.registered_prefixes)),
      state.heardAt > 0 && figure('heard', since(new Date(state.heardAt).toISOString()))));
}

function figure(name, value) {
  return h('div', null, h('dt', null, name), h('dd', null, value));
}

function open(state) {
  const all = [...state.open.values()];
  const context = { causes: causesOf(all), open: state.open };
  const lists = SEVERITIES.map((severity) => ofSeverity(state, severity, context)).filter(Boolean);
  if (lists.length) {
    return lists;
  }
  return section('Open incidents', null, state.noRecords
    ? empty('Incidents are not kept here.', state.noRecords)
    : empty('No incident is open.', 'Nothing that is watched for is the case, as far as the sessions that are up can tell.'));
}

function ofSeverity(state, severity, context) {
  const records = state.ofSeverity(severity);
  const all = state.count(severity);
  if (!all) {
    return null;
  }
  const shown = records.slice(0, OF_A_SEVERITY);
  const hidden = all - shown.length;
  return h('section', { class: 'section', key: `open-${severity}` },
    h('div', { class: 'section-head' },
      h('h2', null, badge(severity), h('span', { class: 'section-count' }, number(all)))),
    h('ul', { class: 'incidents' }, grouped(shown, context)),
    hidden > 0 && h('p', { class: 'more' },
      h('a', { href: to(['incidents'], { state: 'open', severity }) }, `${number(hidden)} more ${severity}`)));
}

/** Those of one group stand together; of many the rest is folded. */
function grouped(records, context) {
  const groups = new Map();
  for (const record of records) {
    const name = record.group_id ?? record.incident_id;
    groups.set(name, [...(groups.get(name) ?? []), record]);
  }
  return [...groups].map(([name, group]) => {
    const first = group.slice(0, group.length > OF_A_GROUP + 1 ? OF_A_GROUP : group.length);
    const rest = group.slice(first.length);
    return [
      first.map((record) => incidentRow(record, context)),
      rest.length > 0 && h('li', { class: 'fold', key: `group-${name}` },
        h('details', null,
          h('summary', null, `${count(rest.length, 'more')} of the same kind and suspect`.replace('mores', 'more')),
          h('ul', { class: 'incidents' }, rest.map((record) => incidentRow(record, context))))),
    ];
  });
}

function sites(state) {
  const pnis = interconnects(state.sessions);
  if (!state.sessions.length) {
    return section('Sites', null, empty('No session is configured.', 'Nobody tells this daemon anything yet.'));
  }
  const partners = [...by(pnis, 'partner')];
  return section('Sites', h('a', { href: '#/sites' }, 'all sessions'),
    h('ul', { class: 'sites-short' }, [...by(pnis, 'site')].map(([site, sessions]) =>
      h('li', { key: `site-${site}` },
        h('span', { class: 'mono sites-name' }, site || 'no site'),
        h('span', { class: 'dots' }, sessions.map(dot)),
        worstOf(by(sessions, 'partner'))))),
    partners.length > 0 && h('p', { class: 'soft' }, partners.filter(([, sessions]) => geo(sessions).level === 'single')
      .map(([partner, sessions]) => `${partner}: ${geo(sessions).text}. `)));
}

function dot(session) {
  const up = isUp(session);
  return h('span', {
    class: `dot ${up ? 'dot-up' : 'dot-down'}`, role: 'img', title: `${session.id}: ${session.state}`,
    'aria-label': `${session.id} ${up ? 'up' : 'down'}`,
  });
}

const LEVEL_TONES = { lost: 'critical', single: 'major', reduced: 'minor' };

/** The least redundant partner of a site. */
function worstOf(partners) {
  const standings = [...partners].map(([, sessions]) => local(sessions));
  for (const level of Object.keys(LEVEL_TONES)) {
    const found = standings.filter((one) => one.level === level);
    if (found.length) {
      return badge(LEVEL_TONES[level], level === 'lost' ? 'partner down' : level === 'single' ? 'one router left' : 'router down');
    }
  }
  return badge('calm', 'up');
}

function prefixes(state) {
  const all = state.prefixes;
  if (!all.length) {
    const none = state.status?.registered_prefixes === 0;
    return section('Registered prefixes', null, none
      ? empty('No prefix is registered.', 'Nothing can be hijacked or lost that nobody registered.')
      : h('p', { class: 'soft' }, 'Asking…'));
  }
  const counts = PREFIX_STATES.map((name) => [name, all.filter((one) => one.state === name).length]);
  return section('Registered prefixes', h('a', { href: '#/prefixes' }, `all ${number(state.status.registered_prefixes)}`),
    h('ul', { class: 'states' }, counts.filter(([, many]) => many).map(([name, many]) =>
      h('li', { key: name }, h('a', { href: to(['prefixes'], { state: name }) }, prefixState(name), h('b', null, number(many)))))),
    !state.prefixesComplete && h('p', { class: 'soft' }, `of the first ${number(all.length)}`));
}

function closed(state) {
  if (state.noRecords) {
    return null;
  }
  const records = state.closed.slice(0, CLOSED);
  return section('Closed last', h('a', { href: to(['incidents'], { state: 'closed' }) }, 'all'),
    records.length
      ? h('ul', { class: 'incidents incidents-short' }, records.map((record) => incidentRow(record)))
      : empty('Nothing has closed lately.'));
}
