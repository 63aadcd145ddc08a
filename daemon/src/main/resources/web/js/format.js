/** How values are written: numbers, AS numbers, times. */

import { h } from './dom.js';

const NUMBER = new Intl.NumberFormat('en');

/** @param {number} value */
export function number(value) {
  return NUMBER.format(value);
}

/** `1 session`, `2 sessions`. @param {number} count @param {string} noun @param {string} [plural] */
export function count(count, noun, plural = `${noun}s`) {
  return `${number(count)} ${count === 1 ? noun : plural}`;
}

/** @param {?number} asn */
export function asn(asn) {
  return asn === null || asn === undefined ? 'unknown' : `AS${asn}`;
}

/** A length of time in its largest unit. @param {number} seconds */
export function span(seconds) {
  const s = Math.max(0, Math.round(seconds));
  if (s < 60) {
    return `${s} s`;
  }
  if (s < 3600) {
    return `${Math.floor(s / 60)} min`;
  }
  if (s < 86_400) {
    const minutes = Math.floor((s % 3600) / 60);
    return s < 36_000 && minutes ? `${Math.floor(s / 3600)} h ${minutes} min` : `${Math.floor(s / 3600)} h`;
  }
  return `${Math.floor(s / 86_400)} d`;
}

/** @param {string} iso RFC 3339 @param {number} [now] milliseconds since 1970 */
export function ago(iso, now = Date.now()) {
  const seconds = (now - Date.parse(iso)) / 1000;
  return seconds < 1 ? 'now' : `${span(seconds)} ago`;
}

/** A moment as the reader's clock shows it, and in UTC. @param {string} iso */
export function moment(iso) {
  const time = new Date(iso);
  const local = time.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
  return `${local} (${time.toISOString().replace(/\.\d+Z$/, 'Z')})`;
}

/** How long ago, with the moment as its title. @param {?string} iso */
export function since(iso) {
  return iso ? h('time', { datetime: iso, title: moment(iso), 'data-ago': '' }, ago(iso)) : null;
}

/** The clock time of a moment, with date where it is another day. @param {string} iso */
export function clock(iso) {
  const time = new Date(iso);
  const today = time.toDateString() === new Date().toDateString();
  const text = today ? time.toLocaleTimeString() : time.toLocaleString();
  return h('time', { datetime: iso, title: moment(iso) }, text);
}

/** Keeps what `since` made true. @param {ParentNode} root */
export function refreshTimes(root) {
  for (const time of root.querySelectorAll('time[data-ago]')) {
    const text = ago(time.dateTime);
    if (time.textContent !== text) {
      time.textContent = text;
    }
  }
}
