/**
 * 64 bits that tell contents of one size apart, as 16 hexadecimal digits: two chains of multiplications and rotations, after
 * the manner of MurmurHash3. Against chance, not against malice. Half a millisecond for 600 kB (Node 20, Intel Xeon).
 */
export function fingerprint(bytes: Uint8Array<ArrayBuffer>): string {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const words = new Int32Array(aligned.buffer, aligned.byteOffset, aligned.length >> 2);
  let first = 0x243f6a88;
  let second = 0x13198a2e;
  for (const word of words) {
    const mixed = rotate(Math.imul(word, 0xcc9e2d51), 15);
    first = (Math.imul(rotate(first ^ Math.imul(mixed, 0x1b873593), 13), 5) + 0xe6546b64) | 0;
    second = rotate(Math.imul(second ^ mixed, 0x85ebca6b), 11);
  }
  for (const byte of aligned.subarray(words.length * 4)) {
    first = rotate(Math.imul(first ^ byte, 0x1b873593), 13);
    second = rotate(Math.imul(second ^ byte, 0x85ebca6b), 11);
  }
  return digits(finish(first ^ aligned.length)) + digits(finish(second ^ aligned.length));
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/** Lets every bit depend on every other one. */
function finish(word: number): number {
  let bits = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

function digits(word: number): string {
  return word.toString(16).padStart(8, '0');
}
