/** What kinds and severities are to somebody who does not know them by heart. */

/** From the worst on. */
export const SEVERITIES = ['critical', 'major', 'minor', 'info'];

const MEANINGS = {
  'hijack.squatting': 'somebody announces a prefix that nobody should announce',
  'hijack.origin': 'somebody else announces exactly this prefix',
  'hijack.more-specific': 'somebody else announces a part of it; routers prefer the longer prefix',
  'hijack.forged-path': 'the right origin behind a neighbour that it does not have',
  'hijack.less-specific': 'a stranger announces a prefix that covers it',
  'leak.own': 'one of our own routes came back to us',
  'leak.path': 'the route was passed on where it must not be',
  'leak.partner': 'it arrives through a partner that it is not registered with',
  'leak.more-specific': 'the right origin, but longer than it may be',
  'leak.unregistered': 'a watched AS announces what nobody registered',
  'leak.cone': 'a partner announces origins outside its cone',
  'leak.surge': 'a session has far more routes than usual',
  'contract.inconsistent': 'sessions of one partner disagree',
  'contract.rov-invalid': 'our own route contradicts the RPKI',
  'contract.rov-not-found': 'the RPKI has nothing for our route',
  'availability.lost': 'no session that should hold it does any more',
  'availability.on-backup': 'only backup sessions hold it, so traffic goes there',
  'availability.missing': 'a session that should hold it does not; others do',
  'availability.flapping': 'it comes and goes',
  'redundancy.geo': 'it is held at one site only: that site is one failure from outage',
  'redundancy.local': 'one router of its primary site is left: one failure from outage',
  'session.down': 'a BGP session is down, and what it held with it',
  'session.stale': 'a BGP session restarts; its routes are kept for a while',
  'session.flapping': 'a BGP session goes up and down',
  'session.prefix-limit': 'a session has nearly, or more than, the routes it may have',
  'session.malformed': 'a router sends messages with errors',
  'session.auth': 'connections are refused for their key or distance',
  'rpki.roa-change': 'what the RPKI says of it changed',
  'rpki.roa-expiring': 'what the RPKI says of it ends soon',
  'rpki.cache-stale': 'a source of RPKI data does not answer',
  'rpki.anchor-loss': 'a trust anchor lost much of its data at once',
  'test.alert': 'a test; nothing is wrong',
};

/** @param {string} kind @returns {string} empty if there is nothing to add to its name */
export function meaning(kind) {
  if (kind in MEANINGS) {
    return MEANINGS[kind];
  }
  return kind.startsWith('contract.') ? 'the route breaks the contract of its registration' : '';
}

const REASONS = {
  withdrawn: 'the route was withdrawn',
  replaced: 'another route took its place',
  restored: 'what was lost is back',
  superseded: 'another incident of the same prefix took over',
  'session-gone': 'the sessions that saw it are gone for good',
  reconfigured: 'the configuration changed',
  expired: 'nothing more came for fifteen minutes',
};

/** @param {?string} reason of a close */
export function closeReason(reason) {
  return reason ? (REASONS[reason] ?? reason) : '';
}

/** What an incident is about, in one word or two: a prefix, or what it is else. */
export function about(record) {
  const seen = record.observed?.prefix;
  return record.prefix ?? record.subject ?? seen ?? record.kind;
}

/** The prefix that was announced where it is not the registered one, else null. */
export function announced(record) {
  const seen = record.observed?.prefix;
  return seen && record.prefix && seen !== record.prefix ? seen : null;
}
