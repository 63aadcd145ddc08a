/** What is asked of the daemon, and when. Each question is under way once at most. */

import { get } from './api.js';
import { SEVERITIES } from './kinds.js';

/** Of each severity; the rest is on the page of incidents. */
const OPEN_OF_EACH = 50;
const LATEST = 30;
const LARGEST_PAGE = 1_000;
/** Registered prefixes that are held here; beyond, a search asks the daemon. */
export const MOST_PREFIXES = 5_000;

export class Loading {
  #state;
  #failed;
  #running = new Map();

  /**
   * @param {import('./state.js').State} state
   * @param {function(import('./api.js').Problem): void} failed
   */
  constructor(state, failed) {
    this.#state = state;
    this.#failed = failed;
  }

  /** Everything, what matters most first. */
  async all() {
    await Promise.all([this.status(), this.incidents(), this.sessions()]);
    this.#state.change({ loaded: true });
    await this.prefixes();
  }

  status() {
    return this.#once('status', async () => this.#state.change({ status: await get('status') }));
  }

  sessions() {
    return this.#once('sessions', async () => {
      this.#state.change({ sessions: await pages('sessions', 'sessions', 20_000) });
    });
  }

  prefixes() {
    return this.#once('prefixes', async () => {
      const found = await pages('prefixes', 'prefixes', MOST_PREFIXES);
      const all = this.#state.status?.registered_prefixes ?? found.length;
      this.#state.change({ prefixes: found, prefixesComplete: found.length >= all });
    });
  }

  incidents() {
    return this.#once('incidents', async () => {
      const questions = SEVERITIES.flatMap((severity) =>
        ['open', 'unobserved'].map((state) => open(state, severity)));
      try {
        const [latest, ...found] = await Promise.all([get('incidents', { limit: LATEST }), ...questions]);
        const more = new Set(found.filter((page) => page.next_cursor).map((page) => page.severity));
        this.#state.takeIncidents(found.flatMap((page) => page.incidents), more, latest.incidents);
      } catch (error) {
        if (error.status !== 503) {
          throw error;
        }
        this.#state.change({ noRecords: error.message });
      }
    });
  }

  #once(name, question) {
    let running = this.#running.get(name);
    if (!running) {
      running = question()
        .then(() => this.#state.heard())
        .catch((error) => this.#failed(error))
        .finally(() => this.#running.delete(name));
      this.#running.set(name, running);
    }
    return running;
  }
}

async function open(state, severity) {
  const page = await get('incidents', { state, severity, limit: OPEN_OF_EACH });
  return { ...page, severity };
}

/** All pages of a list, up to a number of items. */
async function pages(path, member, most) {
  const found = [];
  let cursor = null;
  do {
    const page = await get(path, { limit: LARGEST_PAGE, cursor });
    found.push(...page[member]);
    cursor = page.next_cursor;
  } while (cursor && found.length < most);
  return found;
}

/** Runs a function at most once in so many milliseconds, and at last once more. */
export function seldom(millis, run) {
  let timer = null;
  let last = 0;
  return () => {
    if (timer === null) {
      timer = setTimeout(() => {
        timer = null;
        last = Date.now();
        run();
      }, Math.max(0, last + millis - Date.now()));
    }
  };
}
