/** Asks for the token. */

import { h } from '../dom.js';
import { icon } from '../icons.js';
import { keepToken, token } from '../token.js';

export class TokenView {
  name = 'Token';
  #page;
  #refused;

  constructor(page) {
    this.#page = page;
    this.#refused = token() !== null;
  }

  draw() {
    return h('section', { class: 'sign-in', key: 'sign-in' },
      h('h1', null, icon('unknown'), 'Who asks?'),
      h('p', null, 'This daemon shows its state to those who have a token: one of ', h('code', null, 'http.tokens'), ' in its configuration.'),
      this.#refused && h('p', { class: 'sign-in-refused', role: 'alert' }, 'The token that was given is not known here.'),
      h('form', { onsubmit: (event) => this.#send(event) },
        h('label', { for: 'token' }, 'Token'),
        h('input', { id: 'token', name: 'token', type: 'password', required: true, autocomplete: 'current-password', maxlength: '240' }),
        h('label', { class: 'sign-in-keep' },
          h('input', { type: 'checkbox', name: 'keep' }), ' keep it on this device; else it goes with this tab'),
        h('button', { type: 'submit', class: 'strong' }, 'Show me')));
  }

  #send(event) {
    event.preventDefault();
    const { token: given, keep } = event.target.elements;
    keepToken(given.value.trim(), keep.checked);
    this.#page.start();
  }
}
