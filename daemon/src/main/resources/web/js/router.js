/** Places within the page, kept in the fragment: `#/incidents/inc-1`, `#/prefixes?state=failed`. */

/**
 * @typedef {object} Place
 * @property {string} view
 * @property {string[]} rest what follows in the path, decoded
 * @property {URLSearchParams} query
 */

/** @returns {Place} */
export function place() {
  const [path, query = ''] = location.hash.replace(/^#\/?/, '').split('?', 2);
  const parts = path.split('/').filter(Boolean).map(decode);
  return { view: parts[0] ?? 'now', rest: parts.slice(1), query: new URLSearchParams(query) };
}

function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/**
 * The address of a place.
 *
 * @param {string[]} parts
 * @param {Object<string, ?string>} [query] null and empty leave out
 */
export function to(parts, query = {}) {
  const found = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value) {
      found.set(name, value);
    }
  }
  const text = found.toString();
  return `#/${parts.map(encodeURIComponent).join('/')}${text ? `?${text}` : ''}`;
}

/** The page of a registered prefix. @param {string} prefix */
export function toPrefix(prefix) {
  return to(['prefixes', ...prefix.split('/')]);
}

/** @param {string} id */
export function toIncident(id) {
  return to(['incidents', id]);
}
