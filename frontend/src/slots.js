// The digits 1 to 9: each keeps its code for as long as nine others are not used more recently, so that a
// digit does not change under the hand.

export const N_SLOTS = 9;

export class Slots {
  /** @param {string[]} codes the first nine get a digit */
  constructor(codes) {
    this.codes = codes.slice(0, N_SLOTS);
    /** @type {Map<string, number>} */
    this.used = new Map();
    this.clock = 0;
  }

  /** Digit of a code, or 0. @param {string} code */
  digit(code) { return this.codes.indexOf(code) + 1; }

  /** @param {number} digit */
  code(digit) { return this.codes[digit - 1] ?? null; }

  /** A code has been used: it gets the digit that was not used for longest, unless it has one. @param {string} code */
  use(code) {
    this.clock += 1;
    this.used.set(code, this.clock);
    if (this.codes.includes(code)) return;
    if (this.codes.length < N_SLOTS) { this.codes.push(code); return; }
    const ages = this.codes.map((one) => this.used.get(one) ?? 0);
    this.codes[ages.lastIndexOf(Math.min(...ages))] = code;
  }

  /** Give a code a digit of one's choice; the two change places if both have one. @param {string} code @param {number} digit */
  pin(code, digit) {
    const old = this.codes.indexOf(code), held = this.codes[digit - 1];
    if (old >= 0 && held !== undefined) this.codes[old] = held;
    else if (old >= 0) this.codes.splice(old, 1);
    this.codes[Math.min(digit - 1, this.codes.length)] = code;
    this.used.set(code, ++this.clock);
  }
}
