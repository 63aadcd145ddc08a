/** Light or dark: as the system says, until the reader says otherwise on this device. */

const NAME = 'prefixwatch.theme';
const DARK = matchMedia('(prefers-color-scheme: dark)');

/** @returns {'light' | 'dark'} */
export function theme() {
  const chosen = localStorage.getItem(NAME);
  return chosen === 'light' || chosen === 'dark' ? chosen : DARK.matches ? 'dark' : 'light';
}

/** Shows it, and goes with the system from now on. @param {function(): void} changed */
export function startTheme(changed) {
  apply();
  DARK.addEventListener('change', () => {
    apply();
    changed();
  });
}

export function toggleTheme() {
  localStorage.setItem(NAME, theme() === 'dark' ? 'light' : 'dark');
  apply();
}

function apply() {
  document.documentElement.dataset.theme = theme();
}
