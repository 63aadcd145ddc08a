/** Sites by partners: each session where it lands, and what is left of redundancy. */

import { h } from '../dom.js';
import { count, number, since } from '../format.js';
import { by, geo, interconnects, isUp, local } from '../redundancy.js';
import { badge, empty, section, table } from './parts.js';

const TONES = { lost: 'critical', single: 'major', reduced: 'minor', redundant: 'calm', 'by-design': 'info' };

export class SitesView {
  name = 'Sites';
  #page;

  constructor(page) {
    this.#page = page;
  }

  draw() {
    const { sessions } = this.#page.state;
    const up = sessions.filter(isUp).length;
    const others = sessions.filter((session) => session.kind !== 'pni');
    return [
      h('h1', { key: 'title' }, 'Sites and sessions'),
      h('p', { class: 'soft', key: 'count' }, `${number(up)} of ${count(sessions.length, 'session')} up. `
        + 'A site is redundant for a partner where two of its routers are; a partner is where two sites are.'),
      sessions.length ? matrix(interconnects(sessions)) : empty('No session is configured.', 'Nobody tells this daemon anything yet.'),
      others.length > 0 && section('Collectors', count(others.length, 'session'),
        h('p', { class: 'soft' }, 'They show the wider internet; they count for hijacks and leaks, never for redundancy.'),
        h('ul', { class: 'cells' }, others.map((session) => cell(session)))),
    ];
  }
}

function matrix(sessions) {
  const partners = [...by(sessions, 'partner').keys()];
  if (!sessions.length) {
    return empty('No interconnect is configured.', 'Redundancy is counted over sessions of kind pni.');
  }
  return table('Sites by partners',
    h('thead', null, h('tr', null, h('th', { scope: 'col' }, 'Site'), partners.map((partner) =>
      h('th', { scope: 'col' }, partner || 'no partner')))),
    h('tbody', null, [...by(sessions, 'site')].map(([site, there]) =>
      h('tr', { key: `site-${site}` },
        h('th', { scope: 'row', class: 'mono' }, site || 'no site'),
        partners.map((partner) => square(there.filter((session) => (session.partner ?? '') === partner)))))),
    h('tfoot', null, h('tr', null, h('th', { scope: 'row' }, 'All sites'), partners.map((partner) =>
      h('td', null, standing(geo(sessions.filter((session) => (session.partner ?? '') === partner))))))));
}

function square(sessions) {
  if (!sessions.length) {
    return h('td', { class: 'square-none' }, h('span', { 'aria-hidden': 'true' }, '·'), h('span', { class: 'unseen' }, 'no session'));
  }
  return h('td', { class: 'square' },
    h('ul', { class: 'cells' }, sessions.map(cell)),
    standing(local(sessions)));
}

function standing({ level, text }) {
  return level === 'none' ? null : badge(TONES[level], text);
}

function cell(session) {
  const up = isUp(session);
  const routes = session.families.reduce((sum, table) => sum + table.routes, 0);
  const word = up ? (session.synced ? 'up' : 'syncing') : session.state;
  return h('li', { class: `cell ${up ? 'cell-up' : 'cell-down'}`, key: session.id },
    h('span', { class: 'cell-name mono' }, session.id),
    h('span', { class: 'cell-state' }, badge(up ? (session.synced ? 'calm' : 'unknown') : 'critical', word),
      session.preference === 'backup' && h('span', { class: 'tag' }, 'backup')),
    h('span', { class: 'cell-more' },
      up ? `${count(routes, 'route')}` : 'no routes',
      session.established_at && up && [' · up ', since(session.established_at).textContent.replace(' ago', '')],
      session.flaps > 0 && ` · ${count(session.flaps, 'flap')}`),
    h('span', { class: 'cell-more mono' }, [session.router, session.peer_address].filter(Boolean).join(' · ')));
}
