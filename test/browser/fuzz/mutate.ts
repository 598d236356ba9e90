import type { Random } from '../../../demo/sample/random.ts';
import { type Chunk, chunksOf, type FuzzFormat } from './chunks.ts';
import { withChecksums, withDeclaredSize } from './declared-size.ts';

/** A picture file, and what it is. */
export interface FuzzFile {
  readonly name: string;
  readonly format: FuzzFormat;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A damaged file; its name says what was done to which. */
export type Mutant = FuzzFile;

type Mutation = (file: FuzzFile, random: Random, corpus: readonly FuzzFile[]) => Uint8Array<ArrayBuffer>;

/** Where formats keep lengths, counts and sizes, these are the values that break readers. */
const EXTREMES = [0, 1, 2, 0x7f, 0x80, 0xfe, 0xff];
/** Below four million pixels, or above what anybody decodes: what lies between takes long (bombs.test.ts has some). */
const SIZES = [
  [0, 5],
  [7, 0],
  [1, 1],
  [7, 65_535],
  [16_384, 3],
  [255, 256],
  [1025, 1023],
  [2000, 2000],
  [30_000, 30_000],
  [65_535, 65_535],
] as const;

const MUTATIONS: Readonly<Record<string, Mutation>> = {
  'bits flipped': ({ bytes }, random) =>
    changed(bytes, random, (byte) => byte ^ (1 << Math.floor(random.between(0, 8)))),
  'bytes changed': ({ bytes }, random) => changed(bytes, random, () => Math.floor(random.between(0, 256))),
  'bytes extreme': ({ bytes }, random) => changed(bytes, random, () => random.pick(EXTREMES)),
  'header changed': ({ bytes }, random) =>
    joined(
      changed(bytes.subarray(0, 64), random, () => Math.floor(random.between(0, 256))),
      bytes.subarray(64),
    ),
  'cut off': ({ bytes }, random) => bytes.slice(0, placeIn(bytes, random)),
  'stretch taken out'({ bytes }, random) {
    const [from, to] = stretchOf(bytes, random);
    return joined(bytes.subarray(0, from), bytes.subarray(to));
  },
  'stretch repeated'({ bytes }, random) {
    const [from, to] = stretchOf(bytes, random);
    return joined(bytes.subarray(0, to), bytes.subarray(from));
  },
  'stretch zeroed'({ bytes }, random) {
    const [from, to] = stretchOf(bytes, random);
    return bytes.slice().fill(0, from, to);
  },
  'chunks swapped'({ bytes, format }, random) {
    const chunks = [...chunksOf(bytes, format)];
    const [one, other] = [placeIn(chunks, random), placeIn(chunks, random)];
    [chunks[one], chunks[other]] = [chunks[other]!, chunks[one]!];
    return assembled(bytes, chunks);
  },
  'chunk taken out'({ bytes, format }, random) {
    const chunks = chunksOf(bytes, format);
    return assembled(bytes, chunks.toSpliced(placeIn(chunks, random), 1));
  },
  'chunk repeated'({ bytes, format }, random) {
    const chunks = chunksOf(bytes, format);
    const place = placeIn(chunks, random);
    return assembled(bytes, chunks.toSpliced(place, 0, chunks[place]!));
  },
  'chunk of another file'({ bytes, format }, random, corpus) {
    const other = random.pick(corpus.filter((file) => file.format === format)).bytes;
    const chunks = chunksOf(bytes, format);
    const foreign = random.pick(chunksOf(other, format));
    const { begin } = chunks[placeIn(chunks, random)]!;
    return joined(bytes.subarray(0, begin), other.subarray(foreign.begin, foreign.end), bytes.subarray(begin));
  },
  'tail of another file'({ bytes, format }, random, corpus) {
    const other = random.pick(corpus.filter((file) => file.format === format)).bytes;
    return joined(bytes.subarray(0, placeIn(bytes, random)), other.subarray(placeIn(other, random)));
  },
  'other size declared'({ bytes, format }, random) {
    const [width, height] = random.pick(SIZES);
    return withDeclaredSize(bytes, format, width, height);
  },
  'garbage behind': ({ bytes }, random) =>
    joined(
      bytes,
      Uint8Array.from({ length: random.between(1, 200) }, () => random.between(0, 256)),
    ),
};

/**
 * Damages a file of the corpus, in one or two ways. The same generator gives the same mutants.
 *
 * Most of the damaged PNG files get right checksums, for a wrong one ends decoding before what is behind it.
 */
export function mutate(file: FuzzFile, random: Random, corpus: readonly FuzzFile[]): Mutant {
  const names: string[] = [];
  let { bytes } = file;
  for (let left = random.pick([1, 1, 2]); left > 0 && bytes.length > 0; left--) {
    const [name, mutation] = random.pick(Object.entries(MUTATIONS));
    names.push(name);
    bytes = mutation({ ...file, bytes }, random, corpus);
  }
  if (file.format === 'png' && random.pick([true, true, false])) bytes = withChecksums(bytes);
  return { name: `${file.name}: ${names.join(', ')}`, format: file.format, bytes };
}

function placeIn({ length }: ArrayLike<unknown>, random: Random): number {
  return Math.floor(random.between(0, length));
}

function stretchOf(bytes: Uint8Array, random: Random): [from: number, to: number] {
  const from = placeIn(bytes, random);
  return [from, Math.min(from + Math.floor(random.between(1, 60)), bytes.length)];
}

/** A copy with up to eight bytes replaced. */
function changed(bytes: Uint8Array, random: Random, replace: (byte: number) => number): Uint8Array<ArrayBuffer> {
  const copy = bytes.slice();
  for (let left = random.pick([1, 1, 2, 8]); left > 0 && copy.length > 0; left--) {
    const place = placeIn(copy, random);
    copy[place] = replace(copy[place]!);
  }
  return copy;
}

function assembled(bytes: Uint8Array, chunks: readonly Chunk[]): Uint8Array<ArrayBuffer> {
  return joined(...chunks.map(({ begin, end }) => bytes.subarray(begin, end)));
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
