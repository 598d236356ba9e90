import { BitReader } from './bit-reader.ts';
import { decodeBlock } from './block.ts';
import type { Component, Frame } from './frame.ts';
import type { HuffmanTable } from './huffman.ts';
import { JpegError } from './jpeg-error.ts';
import { type FoundMarker, nextMarker, resynchronise } from './marker-reader.ts';
import { progressivePass } from './progressive.ts';

/** A component's part in a scan. */
export interface ScanComponent {
  readonly component: Component;
  readonly dc: HuffmanTable | undefined;
  readonly ac: HuffmanTable | undefined;
}

/** What a scan header (SOS) says. */
export interface Scan {
  readonly components: readonly ScanComponent[];
  /** First and last coefficient, in the order of the file. */
  readonly spectralStart: number;
  readonly spectralEnd: number;
  /** The bit position of the scan before, and of this one. */
  readonly previousBit: number;
  readonly bit: number;
}

/** What decoding keeps from block to block, reset at each restart. */
export interface ScanState {
  /** The last DC coefficient of each component of the scan. */
  readonly lastDc: Int32Array;
  /** Blocks that are still to be passed over in a progressive scan. */
  endOfBandRun: number;
}

/** Decodes the block whose coefficients begin at `at`, for the scan's component `index`. */
export type BlockDecoder = (reader: BitReader, state: ScanState, index: number, at: number) => void;

/** Blocks that an MCU may have (ISO/IEC 10918-1, B.2.3). */
const MAX_MCU_BLOCKS = 10;

/**
 * Decodes the entropy-coded data of a scan into the coefficients of its components.
 *
 * Damage is treated as libjpeg treats it: what can't be decoded stays as it is until the next restart.
 *
 * @returns the marker behind the scan
 */
export function decodeScan(
  data: Uint8Array,
  start: number,
  frame: Frame,
  scan: Scan,
  restartInterval: number,
): FoundMarker {
  const reader = new BitReader(data, start);
  const state: ScanState = { lastDc: new Int32Array(scan.components.length), endOfBandRun: 0 };
  const decode = frame.isProgressive ? progressivePass(scan) : sequentialPass(scan);
  const mcus = layOut(frame, scan);
  let untilRestart = restartInterval;
  let restarts = 0;
  let isExhausted = false;
  for (let mcu = 0; mcu < mcus.count; mcu++) {
    if (restartInterval > 0 && untilRestart === 0) {
      const run = reader.marker
        ? { marker: reader.marker, position: reader.position }
        : nextMarker(data, reader.position);
      const { marker, position } = resynchronise(data, run, restarts & 7);
      reader.restart(position, marker);
      restarts++;
      untilRestart = restartInterval;
      state.lastDc.fill(0);
      state.endOfBandRun = 0;
      if (marker === 0) isExhausted = false;
    }
    untilRestart--;
    if (isExhausted) continue;
    mcus.forEachBlock(mcu, (index, at) => decode(reader, state, index, at));
    isExhausted = reader.isExhausted;
  }
  return reader.marker ? { marker: reader.marker, position: reader.position } : nextMarker(data, reader.position);
}

function sequentialPass({ components }: Scan): BlockDecoder {
  const tables = components.map(({ component: { coefficients }, dc, ac }) => {
    if (!dc || !ac) throw new JpegError('it lacks a Huffman table');
    return { coefficients, dc, ac };
  });
  return (reader, { lastDc }, index, at) => {
    const { coefficients, dc, ac } = tables[index]!;
    lastDc[index] = decodeBlock(reader, dc, ac, lastDc[index]!, coefficients, at);
  };
}

interface McuLayout {
  readonly count: number;
  /** Calls back with the scan's component and the place of the first coefficient of each block, in order. */
  forEachBlock(mcu: number, visit: (index: number, at: number) => void): void;
}

/** A scan of one component has its blocks row by row; one of several interleaves them in MCUs. */
function layOut(frame: Frame, { components }: Scan): McuLayout {
  const [first, ...others] = components;
  if (others.length === 0) {
    const { blocksWide, blocksHigh, blocksPerRow } = first!.component;
    return {
      count: blocksWide * blocksHigh,
      forEachBlock(mcu, visit) {
        const row = Math.floor(mcu / blocksWide);
        visit(0, (row * blocksPerRow + mcu - row * blocksWide) * 64);
      },
    };
  }
  if (components.reduce((sum, { component: { h, v } }) => sum + h * v, 0) > MAX_MCU_BLOCKS) {
    throw new JpegError('its JPEG sampling factors are too large');
  }
  return {
    count: frame.mcusWide * frame.mcusHigh,
    forEachBlock(mcu, visit) {
      const mcuRow = Math.floor(mcu / frame.mcusWide);
      const mcuColumn = mcu - mcuRow * frame.mcusWide;
      for (let index = 0; index < components.length; index++) {
        const { h, v, blocksPerRow } = components[index]!.component;
        for (let row = 0; row < v; row++) {
          const from = (mcuRow * v + row) * blocksPerRow + mcuColumn * h;
          for (let column = 0; column < h; column++) visit(index, (from + column) * 64);
        }
      }
    },
  };
}
