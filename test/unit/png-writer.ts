import { deflateSync } from 'node:zlib';
import { crc32 } from '../../workers/png/crc.ts';

export type NamedChunk = readonly [type: string, data: ArrayLike<number>];

/** A PNG file of these chunks, with right checksums. */
export function pngOf(...chunks: readonly NamedChunk[]): Uint8Array<ArrayBuffer> {
  const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  return Uint8Array.from([...signature, ...chunks.flatMap(([type, data]) => chunk(type, Array.from(data)))]);
}

function chunk(type: string, data: readonly number[]): readonly number[] {
  const named = [...Array.from(type, (letter) => letter.charCodeAt(0)), ...data];
  return [...uint32(data.length), ...named, ...uint32(crc32(Uint8Array.from(named)))];
}

/** Big-endian. */
export function uint32(value: number): readonly number[] {
  return [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}

export interface Ihdr {
  readonly width: number;
  readonly height: number;
  readonly depth?: number;
  readonly type: number;
  readonly isInterlaced?: boolean;
}

export function ihdr({ width, height, depth = 8, type, isInterlaced = false }: Ihdr): NamedChunk {
  return ['IHDR', [...uint32(width), ...uint32(height), depth, type, 0, 0, isInterlaced ? 1 : 0]];
}

/** A whole file of these rows, each with its filter type. */
export function png(header: Ihdr, rows: readonly number[], ...between: readonly NamedChunk[]): Uint8Array<ArrayBuffer> {
  return pngOf(ihdr(header), ...between, ['IDAT', deflateSync(Uint8Array.from(rows))], ['IEND', []]);
}
