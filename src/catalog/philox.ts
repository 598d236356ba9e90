const ROUNDS = 10;

/**
 * Starts the generator Philox4x32-10 as TensorFlow seeds it and returns the function that draws its next uint32.
 *
 * The first seed is the key, the second the upper half of the counter, whose lower half numbers the blocks of four
 * words. Starting at a later word costs nothing: no word depends on those before it.
 *
 * @param seed - an integer from 0 to 4294967295
 * @param seed2 - an integer from 0 to 4294967295
 * @param start - how many words are left out, below 2 ** 34
 */
export function philox(seed: number, seed2: number, start = 0): () => number {
  const words = new Uint32Array(4);
  let position = start;
  let block = -1;
  return () => {
    const wanted = Math.floor(position / 4);
    if (wanted !== block) {
      block = wanted;
      fillBlock(words, seed, seed2, block);
    }
    return words[position++ % 4]!;
  };
}

function fillBlock(words: Uint32Array, seed: number, seed2: number, block: number): void {
  let [c0, c1, c2, c3] = [block, 0, seed2, 0];
  let [key0, key1] = [seed, 0];
  for (let round = 0; round < ROUNDS; round++) {
    const high0 = multiplyHigh(0xd2511f53, c0);
    const high2 = multiplyHigh(0xcd9e8d57, c2);
    const low0 = Math.imul(0xd2511f53, c0);
    const low2 = Math.imul(0xcd9e8d57, c2);
    [c0, c1, c2, c3] = [high2 ^ c1 ^ key0, low2, high0 ^ c3 ^ key1, low0];
    key0 = (key0 + 0x9e3779b9) | 0;
    key1 = (key1 + 0xbb67ae85) | 0;
  }
  words.set([c0, c1, c2, c3]);
}

/** The upper 32 bits of the product of two words, whose 64 bits no JavaScript number holds. */
function multiplyHigh(a: number, b: number): number {
  const [lowA, highA] = [a & 0xffff, a >>> 16];
  const [lowB, highB] = [b & 0xffff, b >>> 16];
  const middle = highA * lowB + ((lowA * lowB) >>> 16);
  return highA * highB + (middle >>> 16) + ((lowA * highB + (middle & 0xffff)) >>> 16);
}
