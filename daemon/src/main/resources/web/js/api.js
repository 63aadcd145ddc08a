/** The API, relative to where the page is served, so that a proxy may put both below a path. */

import { token } from './token.js';

const BASE = new URL('api/v1/', document.baseURI);
const PATIENCE_MILLIS = 20_000;

/** An answer that is none: `status` of HTTP (0: nobody answered) and what was said. */
export class Problem extends Error {
  /** @param {number} status @param {string} detail */
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

/**
 * @param {string} path below `api/v1/`, each part of it encoded
 * @param {Object<string, ?(string | number)>} [query] null leaves out
 * @returns {Promise<*>}
 * @throws {Problem}
 */
export async function get(path, query = {}) {
  const answer = await ask(path, query, { signal: AbortSignal.timeout(PATIENCE_MILLIS) });
  return answer.json();
}

/** @param {string} path @param {Object} body @throws {Problem} */
export async function post(path, body) {
  const answer = await ask(path, {}, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE_MILLIS),
  });
  return answer.json();
}

/**
 * A request of any kind, with the token.
 *
 * @param {string} path
 * @param {Object<string, ?(string | number)>} query
 * @param {RequestInit} [init]
 * @returns {Promise<Response>} one that is ok
 * @throws {Problem}
 */
export async function ask(path, query, init = {}) {
  const url = new URL(path, BASE);
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '') {
      url.searchParams.set(name, String(value));
    }
  }
  const headers = new Headers(init.headers);
  const known = token();
  if (known) {
    headers.set('Authorization', `Bearer ${known}`);
  }
  let answer;
  try {
    answer = await fetch(url, { ...init, headers, cache: 'no-store', credentials: 'same-origin' });
  } catch (error) {
    if (init.signal?.aborted && error.name === 'AbortError') {
      throw error;
    }
    throw new Problem(0, 'the daemon does not answer');
  }
  if (!answer.ok) {
    throw new Problem(answer.status, await detail(answer));
  }
  return answer;
}

async function detail(answer) {
  try {
    return (await answer.json()).detail ?? `HTTP ${answer.status}`;
  } catch {
    return `HTTP ${answer.status}`;
  }
}
