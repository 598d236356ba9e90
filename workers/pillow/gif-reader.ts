import type { Size } from '../../src/resample/window.ts';
import { Failure } from '../failure.ts';
import { GifCursor, GifDamage } from '../gif/cursor.ts';
import { EXTENSION, GRAPHIC_CONTROL, IMAGE, TRAILER } from '../gif/reader.ts';

/** What Pillow reads of a GIF file up to the data of its first frame. */
interface GifFacts {
  readonly screen: Size;
  readonly globalPalette: Uint8Array | undefined;
  readonly frame: GifFrameFacts;
  /** The index that is transparent. */
  readonly transparent: number | undefined;
  /** Byte at which the compressed data begins. */
  readonly dataAt: number;
}

interface GifFrameFacts extends Size {
  readonly left: number;
  readonly top: number;
  readonly isInterlaced: boolean;
  readonly palette: Uint8Array | undefined;
  /** Bits of a pixel in the compressed data. */
  readonly codeSize: number;
}

const COMMENT = 254;
const APPLICATION = 255;

/** Goes through a GIF file as Pillow's `GifImageFile._open` and `_seek` do. */
export class GifReader {
  readonly #cursor: GifCursor;

  constructor(bytes: Uint8Array) {
    this.#cursor = new GifCursor(bytes, 0);
  }

  /** @throws Failure `decode` */
  read(): GifFacts {
    try {
      return this.#read();
    } catch (error) {
      if (!(error instanceof GifDamage)) throw error;
      throw new Failure('decode', 'it is a GIF file that is damaged or cut off, or has no picture');
    }
  }

  #read(): GifFacts {
    const cursor = this.#cursor;
    const version = String.fromCharCode(...cursor.take(6));
    if (version !== 'GIF87a' && version !== 'GIF89a') throw new GifDamage();
    const screen = { width: cursor.word(), height: cursor.word() };
    const flags = cursor.byte();
    cursor.take(2);
    const globalPalette = this.#readPalette(flags);
    let transparent: number | undefined;
    // What is neither an extension nor a picture is passed over.
    for (let introducer = cursor.byte(); introducer !== IMAGE; introducer = cursor.byte()) {
      if (introducer === TRAILER) throw new GifDamage();
      if (introducer === EXTENSION) transparent = this.#readExtension() ?? transparent;
    }
    const frame = this.#readFrame();
    return { screen, globalPalette, frame, transparent, dataAt: cursor.at };
  }

  /** Returns the transparent index where it tells one. */
  #readExtension(): number | undefined {
    const label = this.#cursor.byte();
    const block = this.#readBlock();
    let transparent: number | undefined;
    if (label === GRAPHIC_CONTROL && block) {
      const hasIndex = (block[0]! & 1) !== 0;
      if (block.length < (hasIndex ? 4 : 3)) throw new GifDamage();
      if (hasIndex) transparent = block[3];
    }
    if (label === COMMENT && !block) return undefined;
    if (label === APPLICATION && block && startsWith(block, 'NETSCAPE2.0')) this.#readBlock();
    while (this.#readBlock());
    return transparent;
  }

  /** The content of a data sub-block, of what the file still has of it; nothing for a block terminator. */
  #readBlock(): Uint8Array | undefined {
    const cursor = this.#cursor;
    if (cursor.at >= cursor.bytes.length) return undefined;
    const length = cursor.byte();
    return length === 0 ? undefined : cursor.take(Math.min(length, cursor.bytes.length - cursor.at));
  }

  #readFrame(): GifFrameFacts {
    const cursor = this.#cursor;
    const [left, top, width, height] = [cursor.word(), cursor.word(), cursor.word(), cursor.word()];
    const flags = cursor.byte();
    const palette = this.#readPalette(flags);
    return { left, top, width, height, isInterlaced: (flags & 64) !== 0, palette, codeSize: cursor.byte() };
  }

  #readPalette(flags: number): Uint8Array | undefined {
    return flags & 128 ? this.#cursor.take(3 << ((flags & 7) + 1)) : undefined;
  }
}

function startsWith(block: Uint8Array, text: string): boolean {
  return String.fromCharCode(...block.subarray(0, text.length)) === text;
}
