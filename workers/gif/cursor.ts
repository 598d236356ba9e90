/** A place where giflib stops reading a file (`GIF_ERROR`); the frames that were complete by then still count. */
export class GifDamage extends Error {}

/** Reads a GIF file from front to back; where bytes are missing it throws {@link GifDamage}. */
export class GifCursor {
  readonly bytes: Uint8Array;
  /** Byte at which the next read begins. */
  at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  byte(): number {
    return this.take(1)[0]!;
  }

  /** An unsigned number of 16 bits. */
  word(): number {
    return this.byte() | (this.byte() << 8);
  }

  take(length: number): Uint8Array {
    if (length > this.bytes.length - this.at) throw new GifDamage();
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  /** The content of a data sub-block (GIF89a, section 15); that of a block terminator is empty. */
  block(): Uint8Array {
    return this.take(this.byte());
  }

  /** Passes over data sub-blocks and the terminator behind them. */
  skipBlocks(): void {
    while (this.block().length > 0);
  }
}
