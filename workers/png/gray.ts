import { grayLevel } from '../gray-level.ts';
import { isSignificant, reciprocal } from './fixed-point.ts';

/** Makes one sample of 8 bits of red, green and blue, which have as many bits as the file. */
export type ToGray = (red: number, green: number, blue: number) => number;

/** libpng's weights, as {@link grayLevel}, but rounded. */
function weigh(red: number, green: number, blue: number): number {
  return (9797 * red + 19234 * green + 3737 * blue + 16384) >> 15;
}

/**
 * How libpng makes gray of colours in samples of up to 8 bits (`png_do_rgb_to_gray`).
 *
 * Where a gamma is known that is not about 1, it mixes light instead of samples; gray that is there already stays.
 */
export function toGray8(gamma: number): ToGray {
  const tables = gammasOf(gamma);
  if (!tables) return (red, green, blue) => (red === green && red === blue ? red : grayLevel(red, green, blue));
  const toLight = table8(tables.toLight);
  const fromLight = table8(tables.fromLight);
  return (red, green, blue) => {
    if (red === green && red === blue) return red;
    return fromLight[weigh(toLight[red]!, toLight[green]!, toLight[blue]!)]!;
  };
}

/**
 * As {@link toGray8}, for samples of 16 bits, of which the high byte is left in the end.
 *
 * @param significantBits - the largest number in an sBIT chunk, or 0.
 */
export function toGray16(gamma: number, significantBits: number): ToGray {
  const tables = gammasOf(gamma);
  if (!tables) return (red, green, blue) => weigh(red, green, blue) >> 8;
  // As the result has 8 bits, 11 are thought to be enough (`PNG_MAX_GAMMA_8`), of which a table holds 8 at least.
  const insignificant = significantBits > 0 ? 16 - significantBits : 0;
  const shift = Math.min(Math.max(insignificant, 5), 8);
  const toLight = table16(tables.toLight, shift);
  const fromLight = table16(tables.fromLight, shift);
  const equal = table16To8(tables.both, shift);
  return (red, green, blue) => {
    if (red === green && red === blue) return equal[red >> shift]!;
    const light = weigh(toLight[red >> shift]!, toLight[green >> shift]!, toLight[blue >> shift]!);
    return fromLight[light >> shift]! >> 8;
  };
}

interface Gammas {
  /** Exponent from samples to light, in units of 0.00001. */
  readonly toLight: number;
  /** Exponent from light to samples. */
  readonly fromLight: number;
  /** One after the other: about 1. */
  readonly both: number;
}

/** The exponents that libpng uses for a file's gamma, where the output is to look like the file. */
function gammasOf(gamma: number): Gammas | undefined {
  if (gamma === 0) return undefined;
  const toLight = reciprocal(gamma);
  if (!isSignificant(gamma) && !isSignificant(toLight)) return undefined;
  return { toLight, fromLight: reciprocal(toLight), both: Math.floor(gamma * 1e-5 * toLight + 0.5) };
}

/** libpng's `png_build_8bit_table`. */
function table8(gamma: number): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, value) =>
    isSignificant(gamma) ? Math.floor(255 * (value / 255) ** (gamma * 0.00001) + 0.5) : value,
  );
}

/** libpng's `png_build_16bit_table`, indexed by the bits that `shift` leaves. */
function table16(gamma: number, shift: number): Uint16Array {
  const max = (1 << (16 - shift)) - 1;
  const maxInverse = 1 / max;
  return Uint16Array.from({ length: max + 1 }, (_, value) =>
    isSignificant(gamma)
      ? Math.floor(65535 * (value * maxInverse) ** (gamma * 0.00001) + 0.5)
      : Math.floor((value * 65535 + ((max + 1) >> 1)) / max),
  );
}

/** libpng's `png_build_16to8_table`, which finds the inputs on the boundaries between outputs. */
function table16To8(gamma: number, shift: number): Uint8Array {
  const max = (1 << (16 - shift)) - 1;
  const table = new Uint8Array(max + 1).fill(255);
  let begin = 0;
  for (let output = 0; output < 255; output++) {
    const boundary = Math.floor(65535 * ((output * 257 + 128) / 65535) ** (gamma * 0.00001) + 0.5);
    const end = Math.floor((boundary * max + 32768) / 65535) + 1;
    if (end > begin) table.fill(output, begin, end);
    begin = Math.max(begin, end);
  }
  return table;
}
