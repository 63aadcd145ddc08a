/** What stands around every view: name, search, places, how the page hears of changes. */

import { h, show } from './dom.js';
import { number } from './format.js';
import { icon } from './icons.js';
import { SEVERITIES } from './kinds.js';
import { to } from './router.js';
import { theme, toggleTheme } from './theme.js';
import { forgetToken, token } from './token.js';

const PLACES = [
  ['now', 'Now'],
  ['incidents', 'Incidents'],
  ['sites', 'Sites'],
  ['prefixes', 'Prefixes'],
];

const MODES = {
  starting: ['unknown', 'Connecting', 'the page asks for the state of things'],
  live: ['calm', 'Live', 'changes are shown as they happen'],
  polling: ['info', 'Every 2 s', 'the stream is not to be had; the page asks every two seconds'],
  lost: ['critical', 'Not connected', 'the daemon does not answer; what is shown may be old'],
  token: ['minor', 'Token needed', 'the daemon wants to know who asks'],
};

/**
 * @param {import('./state.js').State} state
 * @param {import('./router.js').Place} at
 * @param {{redraw: function(): void, signOut: function(): void}} act
 */
export function drawFrame(state, at, act) {
  show(document.getElementById('top'), brand(state), search(at), tools(state, act), places(state, at));
  show(document.getElementById('foot'), ...foot(state));
}

function brand(state) {
  const status = state.status;
  return h('div', { class: 'brand' },
    h('a', { href: '#/', class: 'brand-name' }, 'Prefixwatch'),
    status && h('span', { class: 'brand-where' }, `AS${status.asn} · ${status.instance}`));
}

function search(at) {
  return h('form', {
    class: 'search',
    role: 'search',
    onsubmit: (event) => {
      event.preventDefault();
      const asked = event.target.elements.q.value.trim();
      location.hash = asked ? to(['search'], { q: asked }) : '#/';
    },
  },
  h('label', { class: 'unseen', for: 'q' }, 'Search prefixes, AS numbers, sessions, customers'),
  h('input', {
    id: 'q', name: 'q', type: 'search', autocomplete: 'off', spellcheck: 'false', maxlength: '200',
    placeholder: 'Prefix, AS, session, customer  ( / )',
    value: at.view === 'search' ? at.query.get('q') : null,
  }),
  h('button', { type: 'submit', class: 'search-go' }, 'Search'));
}

function tools(state, act) {
  const [tone, word, title] = MODES[state.mode];
  const dark = theme() === 'dark';
  return h('div', { class: 'tools' },
    h('span', { class: `mode tone-${tone}`, id: 'mode', title: state.why ? `${title} (${state.why})` : title },
      h('span', { class: 'mode-dot', 'aria-hidden': 'true' }), word),
    h('button', {
      type: 'button', class: 'quiet', id: 'theme', title: dark ? 'Light colours' : 'Dark colours',
      onclick: () => {
        toggleTheme();
        act.redraw();
      },
    }, dark ? 'Light' : 'Dark'),
    token() && h('button', {
      type: 'button', class: 'quiet', id: 'sign-out', title: 'Forget the token on this device',
      onclick: () => {
        forgetToken();
        act.signOut();
      },
    }, 'Sign out'));
}

function places(state, at) {
  const open = SEVERITIES.reduce((sum, severity) => sum + state.count(severity), 0);
  const down = state.sessions.filter((session) => session.state !== 'established').length;
  const failed = state.prefixes.filter((prefix) => prefix.state === 'failed').length;
  const counts = { incidents: [open, 'open'], sites: [down, 'sessions down'], prefixes: [failed, 'failed'] };
  return h('nav', { class: 'places', 'aria-label': 'Views' },
    PLACES.map(([view, name]) => {
      const [many, what] = counts[view] ?? [0, ''];
      return h('a', {
        href: view === 'now' ? '#/' : to([view]),
        'aria-current': at.view === view ? 'page' : null,
      }, name, many > 0 && h('span', { class: 'places-count' }, number(many), h('span', { class: 'unseen' }, ` ${what}`)));
    }));
}

function foot(state) {
  const status = state.status;
  if (!status) {
    return [];
  }
  return [
    h('span', null, `Prefixwatch ${status.version}`),
    h('span', null, `configuration ${status.configuration.generation}`),
    h('span', null, status.store ? 'records are kept' : 'memory only: nothing is kept'),
    h('span', null, h('kbd', null, '/'), ' searches'),
    h('a', { href: 'openapi.yaml' }, 'API'),
  ];
}

/** The tab's title and its words for those who do not see it. */
export function drawTitle(verdict, name) {
  const mark = verdict.tone === 'calm' ? '' : verdict.tone === 'unknown' ? '? ' : '● ';
  document.title = `${mark}${verdict.title}${name ? ` · ${name}` : ''} · Prefixwatch`;
}

/** A message in the place of a view. @param {string} tone @param {string} title @param {...*} text */
export function notice(tone, title, ...text) {
  return h('section', { class: `notice tone-${tone}` }, icon(tone), h('div', null, h('h2', null, title), h('p', null, text)));
}
