/** The marker that ends the data, and the byte behind it; 0 where the file ends first. */
export let marker: i32 = 0;
export let position: usize = 0;

/**
 * Copies entropy-coded data up to the next marker, without the zeros that stand behind each 0xff (ISO/IEC 10918-1, B.1.1.5), and
 * back to front: so that a little-endian load gives its next bits in order, and whoever reads them need not look for markers.
 *
 * @param top - The address above the first byte's place.
 * @returns the address of the last byte's place
 */
export function unstuff(from: usize, to: usize, top: usize): usize {
  let at = from;
  let out = top;
  let code: i32 = 0;
  while (code === 0 && at < to) {
    while (at + 16 <= to) {
      const bytes = v128.load(at);
      if (v128.any_true(i8x16.eq(bytes, i8x16.splat(-1)))) break;
      at += 16;
      out -= 16;
      v128.store(out, i8x16.shuffle(bytes, bytes, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0));
    }
    while (at < to && load<u8>(at) !== 0xff) store<u8>(--out, load<u8>(at++));
    // Any number of them may stand in front of a marker.
    while (at < to && load<u8>(at) === 0xff) at++;
    if (at === to) break;
    code = load<u8>(at++);
    if (code === 0) store<u8>(--out, 0xff);
  }
  return endAt(at, code, out);
}

/** Notes where the data ends. */
export function endAt(newPosition: usize, newMarker: i32, out: usize): usize {
  position = newPosition;
  marker = newMarker;
  return out;
}
