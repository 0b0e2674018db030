// How codes look: a colour that was checked, and a pattern, so that colour is never the only difference.

const COLOUR = /^#[0-9a-f]{6}$/i;

/** A colour that may go into a style; anything else is grey. @param {unknown} colour */
export function checkedColour(colour) { return typeof colour === "string" && COLOUR.test(colour) ? colour : "#6b7280"; }

/** The colour as the theme shows it: darker on white, lighter on black. @param {string} colour */
export function ink(colour) { return `color-mix(in oklab, ${checkedColour(colour)} var(--wbc-ink, 88%), var(--wbc-paper-far, black))`; }

const N_PATTERNS = 5;
/** @param {string} colour @param {number} pattern @param {string} direction */
function stroke(colour, pattern, direction) {
  const c = ink(colour);
  switch (pattern % N_PATTERNS) {
    case 1: return `repeating-linear-gradient(${direction}, ${c} 0 7px, transparent 7px 10px)`;
    case 2: return `repeating-linear-gradient(${direction}, ${c} 0 2px, transparent 2px 4px)`;
    case 3: return `repeating-linear-gradient(${direction}, ${c} 0 9px, transparent 9px 11px, ${c} 11px 13px, transparent 13px 15px)`;
    case 4: return `repeating-linear-gradient(${direction}, ${c} 0 4px, transparent 4px 8px)`;
    default: return `linear-gradient(${c}, ${c})`;
  }
}

/** @param {string} colour @param {number} pattern */
export function stripe(colour, pattern) { return stroke(colour, pattern, "0deg"); }

/** A code in the lists, as it looks in the text: a tint over its line. @param {string} colour @param {number} pattern */
export function sample(colour, pattern) {
  return `${stroke(colour, pattern, "90deg")} 0 100% / 100% 3px no-repeat, linear-gradient(color-mix(in oklab, ${checkedColour(colour)} 26%, transparent) 0 100%)`;
}

/** How many underlines are drawn below each other. */
export const N_LANES = 4;

/**
 * Underlines of the codings that lie over one stretch, each in its lane, and a tint of the topmost.
 * @param {{colour: string, pattern: number, lane: number, isOwn: boolean, isCurrent: boolean}[]} over
 */
export function underlines(over) {
  const lines = over
    .filter(({ lane }) => lane < N_LANES)
    .map(({ colour, pattern, lane }) => `${stroke(colour, pattern, "90deg")} 0 calc(100% - ${(N_LANES - 1 - lane) * 3}px) / 100% 2px no-repeat`);
  const top = over.find((coding) => coding.isCurrent) ?? over.find((coding) => coding.isOwn);
  if (top) lines.push(`linear-gradient(color-mix(in oklab, ${checkedColour(top.colour)} ${top.isCurrent ? 34 : 13}%, transparent) 0 100%) 0 0 / 100% calc(100% - 11px) no-repeat`);
  return `background:${lines.join(",") || "none"}`;
}
