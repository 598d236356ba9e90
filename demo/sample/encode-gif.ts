/** Levels of red, green and blue: 128 colours, the same for all pictures. */
const LEVELS = [4, 8, 4] as const;
const COLOURS = LEVELS[0] * LEVELS[1] * LEVELS[2];

/** Codes of the compression beyond the colours. */
const CLEAR = COLOURS;
const END = COLOURS + 1;

/** With so many codes at most between two CLEARs each code stays 8 bits wide, and is a byte of the file. */
const RUN = 126;

const MAX_BLOCK_BYTES = 255;

/** Writes a GIF of one picture in 128 colours; valid for every decoder, and not compressed at all. */
export function encodeGif({ data, width, height }: ImageData): Uint8Array<ArrayBuffer> {
  const codes: number[] = [];
  for (let pixel = 0; pixel < width * height; pixel++) {
    if (pixel % RUN === 0) codes.push(CLEAR);
    codes.push(nearestColour(data, pixel * 4));
  }
  codes.push(END);
  return Uint8Array.from([
    ...[...'GIF87a'].map((letter) => letter.charCodeAt(0)),
    ...word(width),
    ...word(height),
    ...[0xf6, 0, 0], // A palette of 2^7 colours.
    ...palette(),
    ...[0x2c, 0, 0, 0, 0], // The picture begins at the upper left corner.
    ...word(width),
    ...word(height),
    ...[0, Math.log2(COLOURS)],
    ...blocks(codes),
    0x3b,
  ]);
}

function word(value: number): [low: number, high: number] {
  return [value & 255, value >> 8];
}

function nearestColour(data: Uint8ClampedArray, at: number): number {
  const levels = LEVELS.map((count, channel) => Math.round((data[at + channel]! / 255) * (count - 1)));
  return (levels[0]! * LEVELS[1] + levels[1]!) * LEVELS[2] + levels[2]!;
}

function palette(): number[] {
  return Array.from({ length: COLOURS }, (_, colour) => [
    Math.floor(colour / (LEVELS[1] * LEVELS[2])),
    Math.floor(colour / LEVELS[2]) % LEVELS[1],
    colour % LEVELS[2],
  ]).flatMap((levels) => levels.map((level, channel) => Math.round((level / (LEVELS[channel]! - 1)) * 255)));
}

/** Cuts codes into blocks that begin with their length; an empty one is the last. */
function blocks(codes: readonly number[]): number[] {
  const result: number[] = [];
  for (let start = 0; start < codes.length; start += MAX_BLOCK_BYTES) {
    const block = codes.slice(start, start + MAX_BLOCK_BYTES);
    result.push(block.length, ...block);
  }
  return [...result, 0];
}
