/**
 * What the page knows of the daemon. One owner, changed through the functions here; whoever watches
 * is told at most once a frame.
 */

const MOST_RECENT = 30;
const MOST_OPEN = 2_000;

/** @returns what is known before anything was asked */
function nothing() {
  return {
    /** `starting`, `live`, `polling`, `lost` or `token` */
    mode: 'starting',
    why: '',
    heardAt: 0,
    status: null,
    sessions: [],
    /** Incidents that are open or unobserved: id to last record. */
    open: new Map(),
    /** Severities of which there are more than were loaded. */
    more: new Set(),
    /** Those that closed last, the latest first. */
    closed: [],
    lastSequence: 0,
    /** Why there are no records, if there are none. */
    noRecords: null,
    prefixes: [],
    prefixesComplete: false,
    loaded: false,
  };
}

export class State {
  #watchers = [];
  #due = false;

  constructor() {
    Object.assign(this, nothing());
  }

  /** @param {function(): void} watcher */
  watch(watcher) {
    this.#watchers.push(watcher);
  }

  /** @param {Object} members */
  change(members) {
    Object.assign(this, members);
    this.#tell();
  }

  /** Nothing is known any more, as with another token. */
  clear() {
    this.change(nothing());
  }

  #tell() {
    if (!this.#due) {
      this.#due = true;
      // A hidden tab gets no frames, and its title has to be right all the same.
      const later = document.hidden ? (run) => setTimeout(run, 200) : requestAnimationFrame;
      later(() => {
        this.#due = false;
        this.#watchers.forEach((watcher) => watcher());
      });
    }
  }

  /** Somebody answered. */
  heard() {
    this.heardAt = Date.now();
  }

  /**
   * Takes what was asked for in place of what was known.
   *
   * @param {Object[]} records of open and unobserved incidents
   * @param {Set<string>} more severities of which there are more
   * @param {Object[]} latest of all incidents
   */
  takeIncidents(records, more, latest) {
    const open = new Map(records.map((record) => [record.incident_id, record]));
    const closed = latest.filter((record) => record.state === 'closed');
    const sequence = Math.max(this.lastSequence, ...[...records, ...latest].map((r) => r.sequence));
    // Whatever the stream said meanwhile is newer.
    for (const record of this.open.values()) {
      if (record.sequence > Math.max(0, ...latest.map((r) => r.sequence))) {
        open.set(record.incident_id, record);
      }
    }
    this.change({ open, more, closed, lastSequence: sequence, noRecords: null });
  }

  /** @param {Object} record an alert @returns {boolean} whether it is new */
  takeAlert(record) {
    const known = this.open.get(record.incident_id);
    if (known && known.sequence >= record.sequence) {
      return false;
    }
    const closed = this.closed.filter((one) => one.incident_id !== record.incident_id);
    if (record.state === 'closed') {
      this.open.delete(record.incident_id);
      closed.unshift(record);
    } else if (known || this.open.size < MOST_OPEN) {
      this.open.set(record.incident_id, record);
    } else {
      this.more.add(record.severity);
    }
    this.change({
      closed: closed.slice(0, MOST_RECENT),
      lastSequence: Math.max(this.lastSequence, record.sequence),
    });
    return true;
  }

  /** Open and unobserved incidents of a severity, the latest first. @param {string} severity */
  ofSeverity(severity) {
    return [...this.open.values()]
      .filter((record) => record.severity === severity)
      .sort((one, other) => other.opened_at.localeCompare(one.opened_at));
  }

  /**
   * How many incidents are open, also those that were not loaded.
   *
   * @param {string} severity
   */
  count(severity) {
    const told = this.status?.open_incidents_by_severity?.[severity] ?? 0;
    const loaded = [...this.open.values()].filter((r) => r.severity === severity).length;
    return this.more.has(severity) || this.noRecords ? Math.max(told, loaded) : loaded;
  }
}
