/**
 * Elements from values. Text goes in as text nodes only: nothing here parses markup, so whatever a
 * route, a registration or a sink says stays text.
 */

const SVG = 'http://www.w3.org/2000/svg';
const HANDLERS = ['onclick', 'onsubmit', 'oninput', 'onchange', 'onkeydown', 'ontoggle'];

/** @typedef {Node | string | number | null | undefined | false | Child[]} Child */

/**
 * An HTML element.
 *
 * @param {string} tag
 * @param {Object<string, *>} [props] attributes; `onclick` and the like are handlers; null and
 *     false leave an attribute out; `key` tells an element from its siblings over redraws
 * @param {...Child} children
 * @returns {HTMLElement}
 */
export function h(tag, props, ...children) {
  return fill(document.createElement(tag), props, children);
}

/** The same for SVG. @returns {SVGElement} */
export function svg(tag, props, ...children) {
  return fill(document.createElementNS(SVG, tag), props, children);
}

function fill(element, props, children) {
  for (const [name, value] of Object.entries(props ?? {})) {
    if (HANDLERS.includes(name)) {
      element[name] = value;
    } else if (name === 'key') {
      element.dataset.key = value;
    } else if (value === true) {
      element.setAttribute(name, '');
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, String(value));
    }
  }
  element.append(...nodes(children));
  return element;
}

/** @param {Child[]} children @returns {Node[]} */
function nodes(children) {
  const found = [];
  for (const child of children.flat(Infinity)) {
    if (child instanceof Node) {
      found.push(child);
    } else if (child !== null && child !== undefined && child !== false && child !== '') {
      found.push(document.createTextNode(String(child)));
    }
  }
  return found;
}

/**
 * Makes the children of a container be these, changing only what differs: focus, scroll position
 * and what is typed into a field survive.
 *
 * @param {Element} container
 * @param {...Child} children
 */
export function show(container, ...children) {
  changeChildren(container, nodes(children));
}

function changeChildren(parent, wanted) {
  const keyed = new Map();
  for (const child of parent.children) {
    if (child.dataset?.key) {
      keyed.set(child.dataset.key, child);
    }
  }
  let at = parent.firstChild;
  for (const next of wanted) {
    const key = next.dataset?.key;
    const same = key ? keyed.get(key) : unkeyed(at, next);
    if (!same || !alike(same, next)) {
      parent.insertBefore(next, at);
    } else {
      if (same === at) {
        at = at.nextSibling;
      } else {
        parent.insertBefore(same, at);
      }
      change(same, next);
    }
  }
  while (at) {
    const next = at.nextSibling;
    at.remove();
    at = next;
  }
}

function unkeyed(node, next) {
  return node && !node.dataset?.key && alike(node, next) ? node : null;
}

function alike(node, next) {
  return node.nodeType === next.nodeType && node.nodeName === next.nodeName;
}

function change(node, next) {
  if (node.nodeType !== Node.ELEMENT_NODE) {
    if (node.nodeValue !== next.nodeValue) {
      node.nodeValue = next.nodeValue;
    }
    return;
  }
  for (const { name } of [...node.attributes]) {
    // What a reader has unfolded stays unfolded.
    if (!next.hasAttribute(name) && !(name === 'open' && node.nodeName === 'DETAILS')) {
      node.removeAttribute(name);
    }
  }
  for (const { name, value } of next.attributes) {
    if (node.getAttribute(name) !== value) {
      node.setAttribute(name, value);
    }
  }
  for (const handler of HANDLERS) {
    node[handler] = next[handler];
  }
  changeChildren(node, [...next.childNodes]);
}
