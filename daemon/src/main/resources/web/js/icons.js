/** Shapes that say the same as their colours: each severity and state has its own outline. */

import { svg } from './dom.js';

const SHAPES = {
  critical: ['M7.5 2h9L22 7.5v9L16.5 22h-9L2 16.5v-9z', 'M12 7v6.5M12 16.6v.4'],
  major: ['M12 2.5L22.5 21h-21z', 'M12 9v5.5M12 17.4v.4'],
  minor: ['M12 1.5L22.5 12 12 22.5 1.5 12z', 'M12 7.5v5.5M12 15.8v.4'],
  info: ['M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20z', 'M12 11v6M12 7v.4'],
  calm: ['M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20z', 'M7.5 12.5l3 3 6-6.5'],
  unknown: ['M4 4h16v16H4z', 'M9 9.2c.3-3.4 6-3.2 6 .2 0 2.2-3 2.2-3 4.3M12 16.6v.4'],
};

const NAMES = { unobserved: 'unknown', closed: 'calm' };

/** @param {string} name a severity, `calm` or `unknown` */
export function icon(name) {
  const shape = NAMES[name] ?? (name in SHAPES ? name : 'unknown');
  const [outline, mark] = SHAPES[shape];
  return svg(
    'svg',
    { class: `icon icon-${shape}`, viewBox: '0 0 24 24', 'aria-hidden': 'true' },
    svg('path', { class: 'icon-body', d: outline }),
    svg('path', { class: 'icon-mark', d: mark }),
  );
}
