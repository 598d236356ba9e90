import { Failure } from '../failure.ts';
import { PADDING } from './bit-reader.ts';
import { Inflater } from './inflate.ts';
import type { Progress } from './inflate-block.ts';
import type { Layout } from './layout.ts';

/** How a library goes through the compressed data. */
export interface ReadingRules {
  /** The most bytes of a chunk that it decompresses at once. */
  readonly pieceBytes: number;
  /**
   * Whether it stops at the last row, and already where the stream properly ends behind an earlier one; the rows that are
   * missing then are 0.
   */
  readonly isContent: boolean;
}

/** libpng's: `PNG_IDAT_READ_SIZE`, and the stream is read to its end. */
const LIBPNG: ReadingRules = { pieceBytes: 8192, isContent: false };
/** Pillow's: `ImageFile.MAXBLOCK`, and `ZipDecode.c` minds neither end. */
export const PILLOW: ReadingRules = { pieceBytes: 65536, isContent: true };

/** The most bytes that deflate can make of one: a match of 258 bytes takes two bits at least. */
const MAX_RATIO = 258 * 4;

/** Positions in the stream are counted in bits, as 32-bit numbers. */
const MAX_STREAM_BYTES = 2 ** 29 - PADDING;

/**
 * Decompresses the rows of a picture with the verdict of libpng's `png_read_IDAT_data` and `png_read_finish_IDAT`, or of
 * Pillow's `ZipDecode.c`.
 *
 * What is wrong behind the last row, both forgive if they only meet it after that row; and that depends on where the
 * pieces in which they read begin. So the last row is read as they do.
 *
 * @param chunks - the data of the IDAT chunks that follow each other.
 * @throws Failure `decode` where they fail; for libpng before memory is asked for that the data could not fill.
 */
export function inflateRows(
  chunks: readonly Uint8Array[],
  layout: Layout,
  rules: ReadingRules = LIBPNG,
): Uint8Array<ArrayBuffer> {
  const chunkEnds: number[] = [];
  let length = 0;
  for (const chunk of chunks) {
    length += chunk.length;
    chunkEnds.push(length);
  }
  if (length > MAX_STREAM_BYTES) throw new Failure('limit', 'it has more than 512 MB of compressed data');
  if (!rules.isContent && layout.bytes > length * MAX_RATIO) throw damage();
  const stream = new Uint8Array(length + PADDING);
  chunks.forEach((chunk, index) => {
    stream.set(chunk, chunkEnds[index]! - chunk.length);
  });
  const rows = new Uint8Array(layout.bytes);
  new RowReader(stream, chunkEnds, rows, rules).read(layout);
  return rows;
}

function damage(): Failure {
  return new Failure('decode', 'its PNG data is damaged, or ends before the picture does');
}

/** Reads rows as the libraries do: a piece of the stream at a time, up to the end of a row. */
class RowReader {
  readonly #stream: Uint8Array;
  readonly #chunkEnds: readonly number[];
  readonly #inflater: Inflater;
  readonly #rules: ReadingRules;
  /** Where the piece ends that is being decompressed, and which chunk it is of. */
  #pieceEnd = 0;
  #chunk = 0;
  #isPieceUsedUp = true;
  #isAtEnd = false;

  constructor(stream: Uint8Array, chunkEnds: readonly number[], rows: Uint8Array, rules: ReadingRules) {
    this.#rules = rules;
    this.#stream = stream;
    this.#chunkEnds = chunkEnds;
    this.#inflater = new Inflater(stream, rows);
  }

  read(layout: Layout): void {
    if (this.#rules.isContent) {
      for (const end of rowEnds(layout)) if (!this.#isAtEnd) this.#readRow(end);
      return;
    }
    // How far a match may reach back depends on where rows begin only if it reaches back farther than the stream says.
    const window = 1 << ((this.#stream[0]! >> 4) + 8);
    if (window < Math.min(layout.bytes, 32768)) {
      for (const end of rowEnds(layout)) this.#readRow(end);
    } else {
      this.#readAtOnce(layout.bytes - layout.passes.at(-1)!.rowBytes - 1);
      this.#readRow(layout.bytes);
    }
    this.#finish();
  }

  #readAtOnce(end: number): void {
    if (end === 0) return;
    if (this.#inflater.run(this.#length, end) !== 'output') throw damage();
    this.#goToPiece(this.#inflater.consumed - 1);
    this.#isPieceUsedUp = this.#inflater.consumed === this.#pieceEnd;
  }

  #readRow(end: number): void {
    while (this.#inflater.written < end) {
      const progress = this.#isAtEnd ? 'damaged' : this.#advance(end);
      if (progress === 'damaged') throw damage();
      this.#isAtEnd = progress === 'end';
    }
  }

  /** Reads on to the end of the stream, and beyond rows that are too many, but only where that is easily done. */
  #finish(): void {
    for (let hasSurplus = false; !this.#isAtEnd; ) {
      const before = this.#inflater.written;
      const progress = this.#advance(Number.POSITIVE_INFINITY);
      hasSurplus ||= this.#inflater.written > before;
      this.#isAtEnd = progress !== 'input' || !hasSurplus;
    }
  }

  #advance(outputEnd: number): Progress {
    if (this.#isPieceUsedUp) {
      if (this.#pieceEnd === this.#length) throw damage();
      this.#goToPiece(this.#pieceEnd);
    }
    const progress = this.#inflater.run(this.#pieceEnd, outputEnd);
    this.#isPieceUsedUp = progress === 'input' || this.#inflater.consumed === this.#pieceEnd;
    return progress;
  }

  get #length(): number {
    return this.#stream.length - PADDING;
  }

  /** Goes on to the piece that the byte at `at` lies in; each chunk is divided from its beginning. */
  #goToPiece(at: number): void {
    const { pieceBytes } = this.#rules;
    while (this.#chunkEnds[this.#chunk]! <= at) this.#chunk++;
    const start = this.#chunkEnds[this.#chunk - 1] ?? 0;
    const end = start + (Math.floor((at - start) / pieceBytes) + 1) * pieceBytes;
    this.#pieceEnd = Math.min(end, this.#chunkEnds[this.#chunk]!);
  }
}

function* rowEnds({ passes }: Layout): Generator<number> {
  for (const { start, height, rowBytes } of passes) {
    for (let row = 1; row <= height; row++) yield start + row * (1 + rowBytes);
  }
}
