/** The one line at the top: what is wrong now. Pure; never calm on what is not known. */

import { count } from './format.js';
import { SEVERITIES } from './kinds.js';

/** Nothing heard for this long means that what is shown may not be so any more. */
export const STALE_MILLIS = 30_000;

/**
 * @typedef {object} Verdict
 * @property {string} tone a severity, `calm` or `unknown`
 * @property {string} title in big letters
 * @property {string} detail a sentence
 * @property {string[]} troubles of the daemon itself, worst first
 */

/**
 * @param {import('./state.js').State} state
 * @param {number} now milliseconds since 1970
 * @returns {Verdict}
 */
export function verdict(state, now) {
  const troubles = troublesOf(state.status);
  if (!state.loaded || !state.status) {
    const lost = state.mode === 'lost';
    return {
      tone: 'unknown',
      title: lost ? 'No answer' : 'Asking…',
      detail: lost ? 'The daemon does not answer. Nothing is known of it.' : 'The daemon was asked how things are.',
      troubles,
    };
  }
  if (now - state.heardAt > STALE_MILLIS) {
    return {
      tone: 'unknown',
      title: 'Not connected',
      detail: 'The daemon does not answer. What stands below was so when it last did.',
      troubles,
    };
  }
  const counts = SEVERITIES.map((severity) => [severity, state.count(severity)]);
  const worst = counts.find(([, open]) => open > 0);
  if (!worst) {
    return { ...calm(state, troubles), troubles };
  }
  const rest = counts.filter(([severity, open]) => open > 0 && severity !== worst[0]);
  return {
    tone: worst[0],
    title: `${worst[1].toLocaleString('en')} ${worst[0]}`,
    detail: rest.length ? `and ${rest.map(([severity, open]) => `${open} ${severity}`).join(', ')}` : only(worst[1]),
    troubles,
  };
}

function only(open) {
  return open === 1 ? 'one incident is open, and no other' : 'incidents are open, and no others';
}

function calm(state, troubles) {
  const { sessions, ready } = state.status;
  if (!ready) {
    return {
      tone: 'unknown',
      title: 'Not ready',
      detail: 'No incident is open, but not every session has sent all that it has: absence cannot be judged yet.',
    };
  }
  if (troubles.length) {
    return { tone: 'minor', title: 'No incident', detail: 'No incident is open, but see below.' };
  }
  const all = sessions.established === sessions.total;
  return {
    tone: 'calm',
    title: 'All calm',
    detail: all
      ? `No incident is open. ${sessions.total === 1 ? 'The session is' : `All ${sessions.total} sessions are`} up.`
      : `No incident is open. ${sessions.established} of ${count(sessions.total, 'session')} are up.`,
  };
}

/** What is wrong with the watchman. */
function troublesOf(status) {
  const found = [];
  if (!status) {
    return found;
  }
  if (status.store && !status.store.works) {
    found.push(`The store takes no records: ${status.store.reason ?? 'no reason given'}`);
  }
  for (const sink of status.sinks) {
    if (sink.failing) {
      found.push(`Alerts do not reach the sink ${sink.name}: ${count(sink.waiting, 'record')} wait`);
    }
  }
  if (!status.configuration.last_reload_succeeded) {
    found.push('The last reload was refused; the configuration before it is in force');
  }
  return found;
}
