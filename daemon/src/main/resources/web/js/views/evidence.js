/** Why: the rule, expected against observed, and the checks with what each adds to the confidence. */

import { h, svg } from '../dom.js';
import { pathPicture } from '../aspath-svg.js';
import { asn } from '../format.js';
import { asns, columns, fact, section, table } from './parts.js';

/** @param {Object} record @param {?number} us our AS number */
export function why(record, us) {
  return section('Why', h('span', { class: 'confidence', title: 'the sum of the weights below, at most 100' },
    'confidence ', h('b', null, record.confidence), ' of 100'),
  h('p', { class: 'explain' }, record.explain),
  route(record, us),
  compared(record),
  checks(record.evidence));
}

function route(record, us) {
  const { observed, previous } = record;
  if (!observed?.as_path) {
    return null;
  }
  const expected = record.expected?.origins ?? [];
  return [
    h('h3', null, 'The route as it was seen ', h('span', { class: 'mono' }, observed.prefix)),
    pathPicture({ path: observed.as_path, us, suspect: record.suspect_asn, expected }),
    previous?.as_path && [
      h('h3', null, 'The route before it ', h('span', { class: 'mono' }, previous.prefix)),
      pathPicture({ path: previous.as_path, us }),
    ],
  ];
}

function compared(record) {
  const { expected, observed } = record;
  return h('dl', { class: 'facts' },
    fact('Suspect', record.suspect_asn === null ? null : h('b', { class: 'mono' }, asn(record.suspect_asn))),
    fact('Origin seen', observed?.origin_asn ? asn(observed.origin_asn) : null),
    fact('Origins allowed', asns(expected?.origins)),
    fact('Upstreams allowed', asns(expected?.upstreams)),
    fact('Longest allowed', expected?.max_length ? `/${expected.max_length}` : null),
    fact('Next hop', observed?.next_hop && h('span', { class: 'mono' }, observed.next_hop)),
    fact('Communities', [...(observed?.communities ?? []), ...(observed?.large_communities ?? [])].join(' ')),
    fact('RPKI', observed?.rov && `origin ${observed.rov}, ASPA ${observed.aspa}`),
    fact('Only to customer', observed?.otc ? asn(observed.otc) : null),
    fact('Leak method', record.method),
    fact('RFC 7908 type', record.rfc7908_type),
    fact('Failover', record.failover_ms === null ? null : `${record.failover_ms} ms`),
    fact('Rule', record.rule && h('span', { class: 'mono' }, record.rule)));
}

function checks(evidence) {
  if (!evidence?.length) {
    return null;
  }
  return [
    h('h3', null, 'Evidence'),
    table('Evidence', columns('Check', 'Verdict', 'Expected', 'Observed', 'Detail', 'Weight'),
      h('tbody', null, evidence.map((one) =>
        h('tr', null,
          h('th', { scope: 'row', class: 'mono' }, one.check),
          h('td', null, one.verdict),
          h('td', { class: 'mono' }, one.expected ?? ''),
          h('td', { class: 'mono' }, one.observed ?? ''),
          h('td', null, one.detail ?? ''),
          h('td', { class: 'weight' }, one.weight ? [bar(one.weight), `${one.weight > 0 ? '+' : ''}${one.weight}`] : '0'))))),
  ];
}

function bar(weight) {
  const length = Math.min(60, Math.abs(weight) * 0.6);
  return svg('svg', { class: 'weight-bar', width: 60, height: 8, 'aria-hidden': 'true' },
    svg('rect', { x: 60 - length, y: 0, width: length, height: 8, rx: 2 }));
}
