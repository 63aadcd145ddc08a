/** What is left of redundancy, counted over sessions, routers and sites. Pure. */

/**
 * @typedef {object} Standing
 * @property {'lost' | 'single' | 'reduced' | 'redundant' | 'by-design' | 'none'} level
 * @property {string} text
 */

/** Interconnects of a partner. @param {Object[]} sessions */
export function interconnects(sessions) {
  return sessions.filter((session) => session.kind === 'pni');
}

/** @param {Object} session */
export function isUp(session) {
  return session.state === 'established';
}

function distinct(sessions, name) {
  return new Set(sessions.map((session) => session[name] ?? session.id)).size;
}

/**
 * Local redundancy: routers at one site that a partner is up on.
 *
 * @param {Object[]} sessions of one partner at one site
 * @returns {Standing}
 */
export function local(sessions) {
  return standing(interconnects(sessions), 'router', 'router');
}

/**
 * Geo redundancy: sites where a partner is up.
 *
 * @param {Object[]} sessions of one partner
 * @returns {Standing}
 */
export function geo(sessions) {
  return standing(interconnects(sessions).filter((session) => session.site), 'site', 'site');
}

function standing(sessions, member, noun) {
  const all = distinct(sessions, member);
  const up = distinct(sessions.filter(isUp), member);
  const nouns = all === 1 ? noun : `${noun}s`;
  if (all === 0) {
    return { level: 'none', text: '' };
  }
  if (up === 0) {
    return { level: 'lost', text: `0 of ${all} ${nouns} up` };
  }
  if (up === 1) {
    const level = all === 1 ? 'by-design' : 'single';
    return { level, text: all === 1 ? `one ${noun} only` : `1 of ${all} ${nouns}: one failure from outage` };
  }
  return { level: up < all ? 'reduced' : 'redundant', text: `${up} of ${all} ${nouns}` };
}

/** Sessions by a member, in the order of its values; null comes last. */
export function by(sessions, member) {
  const groups = new Map();
  const value = (session) => session[member] ?? '';
  const order = (a, b) => (value(a) === '') - (value(b) === '') || value(a).localeCompare(value(b))
    || a.id.localeCompare(b.id);
  for (const session of [...sessions].sort(order)) {
    const key = value(session);
    groups.set(key, [...(groups.get(key) ?? []), session]);
  }
  return groups;
}
