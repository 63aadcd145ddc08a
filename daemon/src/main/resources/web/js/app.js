/** Puts the page together: state, what is asked when, the stream, the view that is looked at. */

import { show } from './dom.js';
import { refreshTimes } from './format.js';
import { drawFrame, drawTitle } from './frame.js';
import { Loading, seldom } from './loading.js';
import { place } from './router.js';
import { State } from './state.js';
import { follow } from './stream.js';
import { startTheme } from './theme.js';
import { verdict } from './verdict.js';
import { IncidentView } from './views/incident.js';
import { IncidentsView } from './views/incidents.js';
import { NowView } from './views/now.js';
import { PrefixView } from './views/prefix.js';
import { PrefixesView } from './views/prefixes.js';
import { SearchView } from './views/search.js';
import { SitesView } from './views/sites.js';
import { TokenView } from './views/token.js';

const ASK_MILLIS = 10_000;
const ASK_PREFIXES_MILLIS = 60_000;
const TICK_MILLIS = 5_000;

const state = new State();
const main = document.getElementById('main');
let stream = null;
let view = null;
let shown = '';

const loading = new Loading(state, (problem) => {
  if (problem.status === 401) {
    needToken();
  } else if (problem.status === 0 && state.mode !== 'token') {
    state.change({ mode: 'lost', why: problem.message });
  }
});

/** What views are given. */
const page = { state, loading, redraw, start };

/** A view for a place; each is made anew when it is entered. */
function viewOf(at) {
  if (state.mode === 'token') {
    return new TokenView(page);
  }
  switch (at.view) {
    case 'incidents':
      return at.rest.length ? new IncidentView(page, at.rest[0]) : new IncidentsView(page);
    case 'sites':
      return new SitesView(page);
    case 'prefixes':
      return at.rest.length === 2 ? new PrefixView(page, at.rest.join('/')) : new PrefixesView(page);
    case 'search':
      return new SearchView(page);
    default:
      return new NowView(page);
  }
}

function redraw() {
  const at = place();
  const where = state.mode === 'token' ? 'token' : [at.view, ...at.rest].join('/');
  const entered = where !== shown;
  if (entered) {
    const first = shown === '';
    shown = where;
    view = viewOf(at);
    show(main);
    if (!first) {
      scrollTo(0, 0);
      main.focus({ preventScroll: true });
    }
  }
  const now = verdict(state, Date.now());
  drawFrame(state, at, { redraw, signOut: start });
  if (entered && at.view !== 'search') {
    document.getElementById('q').value = '';
  }
  drawTitle(now, view.name);
  document.documentElement.dataset.tone = now.tone;
  view.enter?.(at);
  show(main, view.draw(at, now));
  if (state.loaded && !performance.getEntriesByName('usable').length) {
    performance.mark('usable');
  }
  main.setAttribute('aria-busy', String(!state.loaded && state.mode !== 'token'));
}

/** Forgets everything and begins, as after another token. */
async function start() {
  stream?.stop();
  shown = '';
  state.clear();
  await loading.all();
  if (state.mode !== 'token') {
    stream = follow(listener);
  }
}

function needToken() {
  stream?.stop();
  state.change({ mode: 'token', loaded: false });
}

const askStatus = seldom(2_000, () => loading.status());
const askSessions = seldom(2_000, () => loading.sessions());
const askPrefixes = seldom(10_000, () => loading.prefixes());

const listener = {
  onMode: (mode, why) => {
    if (mode !== state.mode || why !== state.why) {
      state.change({ mode, why });
    }
  },
  onHeard: () => state.heard(),
  onAlert: (record) => {
    if (state.takeAlert(record)) {
      say(record);
      view.onAlert?.(record);
      askStatus();
      if (record.kind.startsWith('session.')) {
        askSessions();
      }
      if (/^(availability|redundancy|session)\./.test(record.kind)) {
        askPrefixes();
      }
    }
  },
  onEvent: (event) => {
    if (/^(Session|EndOfRib)/.test(event.type)) {
      askSessions();
      askStatus();
    } else if (/^(Registration|ConfigReloaded)/.test(event.type)) {
      askPrefixes();
      askStatus();
    }
  },
  onGap: () => loading.all(),
  onToken: needToken,
  lastSequence: () => state.lastSequence,
};

/** Says what opened to those who do not look. */
function say(record) {
  if (record.action === 'open') {
    document.getElementById('said').textContent = `${record.severity}: ${record.summary}`;
  }
}

function everyNow(millis, run) {
  setInterval(() => {
    if (!document.hidden && state.loaded) {
      run();
    }
  }, millis);
}

addEventListener('hashchange', redraw);
addEventListener('keydown', (event) => {
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? '');
  if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    document.getElementById('q')?.focus();
  } else if (event.key === 'Escape' && typing) {
    document.activeElement.blur();
  }
});
document.addEventListener('visibilitychange', () => {
  if (!document.hidden && state.loaded) {
    loading.status();
    loading.sessions();
  }
});
document.getElementById('skip').onclick = (event) => {
  event.preventDefault();
  main.focus();
};

startTheme(redraw);
state.watch(redraw);
redraw();
start();
everyNow(ASK_MILLIS, () => {
  loading.status();
  loading.sessions();
});
everyNow(ASK_PREFIXES_MILLIS, () => loading.prefixes());
setInterval(() => {
  refreshTimes(document);
  redraw();
}, TICK_MILLIS);
