/** Somebody takes care of an incident, and everybody sees who. */

import { post } from '../api.js';
import { h } from '../dom.js';

const NAME = 'prefixwatch.name';

/** The form, and what came of it. */
export class Acknowledge {
  #id;
  #redraw;
  #said = '';

  constructor(id, redraw) {
    this.#id = id;
    this.#redraw = redraw;
  }

  /** @param {Object} record */
  draw(record) {
    if (record.state === 'closed') {
      return null;
    }
    return h('form', { class: 'acknowledge', key: 'acknowledge', onsubmit: (event) => this.#send(event) },
      h('label', { for: 'by' }, record.acknowledged_by ? `${record.acknowledged_by} takes care of it. Take over as` : 'Take care of it as'),
      h('input', {
        id: 'by', name: 'by', required: true, maxlength: '200', autocomplete: 'name', spellcheck: 'false',
        value: localStorage.getItem(NAME),
      }),
      h('button', { type: 'submit' }, 'I take it'),
      h('span', { class: 'soft', role: 'status' }, this.#said));
  }

  async #send(event) {
    event.preventDefault();
    const by = event.target.elements.by.value.trim();
    if (!by) {
      return;
    }
    localStorage.setItem(NAME, by);
    try {
      await post(`incidents/${encodeURIComponent(this.#id)}/ack`, { by });
      this.#said = 'told; its records say so from now on';
    } catch (problem) {
      this.#said = `not taken: ${problem.message}`;
    }
    this.#redraw();
  }
}
