/**
 * Compares two strings by code point, as Python's `str` does; negative, zero or positive, as `Array.sort` wants it.
 *
 * JavaScript's own order is by UTF-16 unit, which puts an emoji before U+FFEE.
 *
 * @param from - Where to begin: what lies before it is known to be the same.
 */
export function compareCodePoints(a: string, b: string, from = 0): number {
  const end = Math.min(a.length, b.length);
  for (let i = from; i < end; i++) {
    const unitOfA = a.charCodeAt(i);
    const unitOfB = b.charCodeAt(i);
    if (unitOfA !== unitOfB) return rank(unitOfA) - rank(unitOfB);
  }
  return a.length - b.length;
}

/** Surrogates stand for code points above all single units, so they change places with U+E000 to U+FFFF. */
function rank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}
