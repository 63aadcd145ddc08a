/** Server-sent events as the HTML standard has them, from pieces of text. */

/** @typedef {{type: string, id: ?string, data: string}} Message */

/** Cuts what arrives into messages. What never ends is refused rather than kept. */
export class SseParser {
  static LONGEST = 4 << 20;

  #rest = '';
  #type = '';
  #data = [];
  #length = 0;
  #id = null;

  /** The id that came last, also without a message: where the stream stands. @returns {?string} */
  get lastId() {
    return this.#id;
  }

  /** @param {string} text a piece, however it is cut @returns {Message[]} those that are complete */
  push(text) {
    const lines = (this.#rest + text).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop();
    const found = [];
    for (const line of lines) {
      this.#line(line, found);
    }
    if (this.#rest.length + this.#length > SseParser.LONGEST) {
      throw new Error('a message of the stream is too long');
    }
    return found;
  }

  #line(line, found) {
    if (line === '') {
      if (this.#data.length) {
        found.push({ type: this.#type || 'message', id: this.#id, data: this.#data.join('\n') });
      }
      this.#type = '';
      this.#data = [];
      this.#length = 0;
      return;
    }
    const colon = line.indexOf(':');
    if (colon === 0) {
      return;
    }
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (name === 'event') {
      this.#type = value;
    } else if (name === 'data') {
      this.#data.push(value);
      this.#length += value.length;
    } else if (name === 'id') {
      this.#id = value;
    }
  }
}
