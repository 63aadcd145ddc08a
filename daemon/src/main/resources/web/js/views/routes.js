/** Routes of the looking glass, each with the picture of its path. */

import { pathPicture } from '../aspath-svg.js';
import { h } from '../dom.js';
import { empty } from './parts.js';

/**
 * @param {{routes: Object[], truncated: boolean}} found
 * @param {?number} us our AS number
 * @param {number[]} [origins] that are allowed; others are marked
 */
export function routes(found, us, origins = []) {
  if (!found.routes.length) {
    return empty('No session holds such a route now.');
  }
  return [
    h('ul', { class: 'routes' }, found.routes.map((route) =>
      h('li', { class: 'route', key: `${route.session} ${route.prefix} ${route.path_id ?? ''}` },
        h('p', { class: 'route-head' },
          h('b', { class: 'mono' }, route.prefix), ' on ', h('span', { class: 'mono' }, route.session),
          route.site && [' at ', h('span', { class: 'mono' }, route.site)]),
        pathPicture({ path: route.as_path, us, suspect: stranger(route, origins) }),
        h('p', { class: 'soft mono route-more' }, [
          route.next_hop && `next hop ${route.next_hop}`,
          route.med !== null && `MED ${route.med}`,
          route.otc !== null && `OTC ${route.otc}`,
          ...route.communities, ...route.large_communities,
        ].filter(Boolean).join('  '))))),
    found.truncated && h('p', { class: 'soft' }, 'There are more; these are the first.'),
  ];
}

/** The origin where it is none of those that may be. */
function stranger(route, origins) {
  const last = route.as_path.filter((hop) => typeof hop === 'number').at(-1);
  return origins.length && last !== undefined && !origins.includes(last) ? last : null;
}
