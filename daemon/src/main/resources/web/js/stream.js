/**
 * Follows the daemon: over the stream where there is one, else by asking for new alerts every two
 * seconds. A fetch rather than an EventSource, because that cannot send a token.
 */

import { Problem, ask, get } from './api.js';
import { SseParser } from './sse.js';

const POLL_MILLIS = 2_000;
const POLLS_BEFORE_STREAM = 30;
const LONGEST_WAIT_MILLIS = 15_000;
/** Something on the way may let requests pass, but no stream. */
const FAILURES_BEFORE_POLL = 2;
/** The daemon says something at least every 10 s. */
const SILENCE_MILLIS = 35_000;

/**
 * @typedef {object} Listener
 * @property {function('live' | 'polling' | 'lost', string): void} onMode and why
 * @property {function(Object): void} onAlert an alert record
 * @property {function(Object): void} onEvent an event record
 * @property {function(): void} onHeard something arrived, whatever it is
 * @property {function(): void} onGap something was missed: ask again for what no record tells
 * @property {function(): void} onToken a token is needed, or another one
 * @property {function(): number} lastSequence of the alerts that are known
 */

/** @param {Listener} listener @returns {{stop: function(): void}} */
export function follow(listener) {
  const stopped = new AbortController();
  run(listener, stopped.signal);
  return { stop: () => stopped.abort() };
}

async function run(listener, stopped) {
  const place = { id: null };
  let failures = 0;
  let again = false;
  while (!stopped.aborted) {
    try {
      await stream(listener, stopped, place, () => {
        failures = 0;
        if (again) {
          // Records that were missed come by themselves; sessions and states have to be asked for.
          listener.onGap();
        }
        again = true;
      });
    } catch (error) {
      if (stopped.aborted) {
        return;
      }
      if (error.status === 401) {
        listener.onToken();
        return;
      }
      if (error.status === 410) {
        place.id = null;
        continue;
      }
      if (error.status) {
        await poll(listener, stopped, error.message);
        continue;
      }
      listener.onMode('lost', error.message);
    }
    failures++;
    if (failures >= FAILURES_BEFORE_POLL) {
      await poll(listener, stopped, 'the stream breaks off');
    }
    await pause(stopped, Math.min(LONGEST_WAIT_MILLIS, 500 * 2 ** failures) * (0.5 + Math.random() / 2));
  }
}

/** Returns when the stream has ended. */
async function stream(listener, stopped, place, opened) {
  const hang = new AbortController();
  const stop = () => hang.abort();
  stopped.addEventListener('abort', stop);
  let alarm = setTimeout(stop, SILENCE_MILLIS);
  try {
    const headers = { Accept: 'text/event-stream' };
    if (place.id !== null) {
      headers['Last-Event-ID'] = place.id;
    }
    const answer = await ask('stream', {}, { headers, signal: hang.signal });
    if (!answer.headers.get('Content-Type')?.startsWith('text/event-stream')) {
      throw new Problem(406, 'there is no stream here');
    }
    opened();
    listener.onMode('live', '');
    if (place.id === null) {
      // What came between loading and now is asked for once; without a store nobody can tell.
      await catchUp(listener).catch((error) => {
        if (error.status !== 503) {
          throw error;
        }
      });
    }
    const parser = new SseParser();
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        throw new Problem(0, 'the stream has ended');
      }
      clearTimeout(alarm);
      alarm = setTimeout(stop, SILENCE_MILLIS);
      listener.onHeard();
      parser.push(value).forEach((message) => hand(listener, message));
      place.id = parser.lastId ?? place.id;
    }
  } catch (error) {
    throw error instanceof Problem ? error : new Problem(0, 'the stream broke off');
  } finally {
    clearTimeout(alarm);
    stopped.removeEventListener('abort', stop);
    hang.abort();
  }
}

function hand(listener, message) {
  const record = JSON.parse(message.data);
  if (message.type === 'alert') {
    listener.onAlert(record);
  } else if (message.type === 'event') {
    listener.onEvent(record);
  }
}

/** Asks for a minute, then the stream is tried again. */
async function poll(listener, stopped, why) {
  for (let i = 0; i < POLLS_BEFORE_STREAM && !stopped.aborted; i++) {
    try {
      await catchUp(listener);
      listener.onMode('polling', why);
    } catch (error) {
      if (error.status === 401) {
        listener.onToken();
        return;
      }
      // Without a store there are no records to ask for, but the rest is asked for by the clock.
      listener.onMode(error.status === 503 ? 'polling' : 'lost', error.message);
    }
    await pause(stopped, POLL_MILLIS);
  }
}

async function catchUp(listener) {
  for (;;) {
    const page = await get('alerts', { after: listener.lastSequence(), limit: 500 });
    listener.onHeard();
    page.alerts.forEach((record) => listener.onAlert(record));
    if (page.alerts.length < 500) {
      return;
    }
  }
}

function pause(stopped, millis) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, millis);
    stopped.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    }, { once: true });
  });
}
