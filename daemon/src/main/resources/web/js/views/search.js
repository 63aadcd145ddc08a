/** Whatever is asked for: incidents, registered prefixes, sessions, and routes as they are held. */

import { get } from '../api.js';
import { h } from '../dom.js';
import { count } from '../format.js';
import { to, toPrefix } from '../router.js';
import { incidentRow } from './incident-row.js';
import { badge, empty, prefixState, section } from './parts.js';
import { fits } from './prefixes.js';
import { routes } from './routes.js';

const MOST = 50;
const ADDRESS = /^([0-9.]+|[0-9a-f:.]*:[0-9a-f:.]*)(\/\d{1,3})?$/i;

export class SearchView {
  name = 'Search';
  #page;
  #asked = null;
  #found = null;
  #problem = null;

  constructor(page) {
    this.#page = page;
  }

  enter(at) {
    const asked = at.query.get('q') ?? '';
    if (asked !== this.#asked) {
      this.#asked = asked;
      this.#found = null;
      this.#problem = null;
      if (ADDRESS.test(asked)) {
        this.#look(asked);
      }
    }
  }

  async #look(asked) {
    try {
      const matches = asked.includes('/') ? ['covering', 'covered'] : ['covering'];
      const found = await Promise.all(matches.map((match) => get('routes', { prefix: asked, match, limit: MOST })));
      if (asked === this.#asked) {
        this.#found = joined(found);
      }
    } catch (problem) {
      this.#problem = problem;
    }
    this.#page.redraw();
  }

  draw() {
    const { state } = this.#page;
    const text = this.#asked.toLowerCase();
    const incidents = [...state.open.values(), ...state.closed].filter((record) => mentions(record, text));
    const prefixes = state.prefixes.filter((one) => fits(one, text));
    const sessions = state.sessions.filter((one) => fitsSession(one, text));
    const nothing = !incidents.length && !prefixes.length && !sessions.length && !this.#found && !this.#problem;
    return [
      h('h1', { key: 'title' }, 'Search: ', h('span', { class: 'mono' }, this.#asked)),
      nothing && empty(ADDRESS.test(this.#asked) ? 'Asking…' : 'Nothing is like that.',
        'A prefix or an address asks the looking glass; words and AS numbers are looked for in incidents, prefixes and sessions.'),
      incidents.length > 0 && section('Incidents', count(incidents.length, 'incident'),
        h('ul', { class: 'incidents' }, incidents.slice(0, MOST).map((record) => incidentRow(record)))),
      prefixes.length > 0 && section('Registered prefixes',
        h('a', { href: to(['prefixes'], { q: text }) }, count(prefixes.length, 'prefix', 'prefixes')),
        h('ul', { class: 'found' }, prefixes.slice(0, MOST).map((one) => h('li', { key: one.prefix },
          h('a', { class: 'mono', href: toPrefix(one.prefix) }, one.prefix), prefixState(one.state), one.customer)))),
      sessions.length > 0 && section('Sessions', h('a', { href: '#/sites' }, count(sessions.length, 'session')),
        h('ul', { class: 'found' }, sessions.slice(0, MOST).map((one) => h('li', { key: one.id },
          h('span', { class: 'mono' }, one.id), badge(one.state === 'established' ? 'calm' : 'critical', one.state),
          h('span', { class: 'mono' }, one.peer_address))))),
      this.#problem && section('Looking glass', null, empty('No answer.', this.#problem.message)),
      this.#found && section('Looking glass', null, routes(this.#found, state.status?.asn ?? null)),
    ];
  }
}

/** Each route once. */
function joined(found) {
  const routes = new Map();
  found.flatMap((one) => one.routes).forEach((route) => routes.set(`${route.session} ${route.prefix} ${route.path_id}`, route));
  return { routes: [...routes.values()], truncated: found.some((one) => one.truncated) };
}

function mentions(record, text) {
  const asns = [record.suspect_asn, ...(record.observed?.as_path ?? []).flat()].filter((n) => typeof n === 'number');
  const words = [
    record.prefix, record.observed?.prefix, record.subject, record.kind, record.customer, record.registration,
    record.partner, record.summary, record.incident_id, ...record.seen_on.map((seen) => seen.session), ...asns.map((n) => `as${n}`),
  ];
  return text !== '' && words.some((word) => word?.toLowerCase().includes(text));
}

function fitsSession(one, text) {
  const words = [one.id, one.partner, one.site, one.router, one.peer_address, one.peer_asn && `as${one.peer_asn}`];
  return text !== '' && words.some((word) => word && word.toLowerCase().includes(text));
}
