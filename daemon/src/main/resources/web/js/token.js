/**
 * The bearer token: for this tab, or for this device where the reader says so. It goes into the
 * Authorization header and nowhere else, never into an address.
 */

const NAME = 'prefixwatch.token';

/** @returns {?string} */
export function token() {
  return sessionStorage.getItem(NAME) ?? localStorage.getItem(NAME);
}

/** @param {string} value @param {boolean} keep beyond this tab */
export function keepToken(value, keep) {
  forgetToken();
  (keep ? localStorage : sessionStorage).setItem(NAME, value);
}

export function forgetToken() {
  sessionStorage.removeItem(NAME);
  localStorage.removeItem(NAME);
}
