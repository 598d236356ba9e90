import { type Kernels, SCAN_PASS } from '../kernels/kernels.ts';
import type { DecodedFrame } from './decoded-frame.ts';
import type { Frame } from './frame.ts';
import { JpegError, truncated } from './jpeg-error.ts';
import { noteBits } from './known-bits.ts';
import { type FoundMarker, resynchronise } from './marker-reader.ts';
import type { Plane } from './plane.ts';
import type { Scan } from './scan-header.ts';
import { passOf, type ScanPass } from './scan-pass.ts';

/** Blocks that an MCU may have (ISO/IEC 10918-1, B.2.3). */
const MAX_MCU_BLOCKS = 10;

/** Samples that are made while a picture is decoded. */
export interface Making {
  /** Of the components whose samples are wanted. */
  readonly planes: readonly Plane[];
  /** Told of each row of MCUs whose samples are there, from top to bottom. */
  rowMade(row: number): void;
}

/** A JPEG file in the kernels' memory, beside itself. */
export interface FileInMemory {
  readonly data: Uint8Array;
  readonly address: number;
  /** Room for the data of a scan, as it is read. */
  readonly room: number;
}

/**
 * Decodes the entropy-coded data of a scan into the coefficients of its components, or samples of them, one row of the frame's
 * MCUs after the other.
 *
 * Damage is treated as libjpeg treats it: what can't be decoded stays as it is until the next restart.
 *
 * @param start - The byte of the file behind the scan's header.
 * @param making - Where samples are made of each block as soon as it is decoded: no coefficients are held then.
 * @returns the marker behind the scan
 */
export function decodeScan(
  kernels: Kernels,
  { data, address, room }: FileInMemory,
  start: number,
  frame: DecodedFrame,
  scan: Scan,
  restartInterval: number,
  making: Making | undefined,
): FoundMarker {
  const { run } = kernels;
  const pass = passOf(frame, scan);
  if (frame.isProgressive) noteBits(scan, frame.scans === 0);
  frame.scans++;
  const mcus = layOut(frame, scan);
  const record = kernels.copyIn(scanRecord(kernels, scan, pass, mcus, making));
  const end = address + data.length;
  const found = (): FoundMarker => {
    if (run.marker.value === 0) throw truncated();
    return { marker: run.marker.value, position: run.position.value - address };
  };

  run.beginInterval(record, address + start, end, 0, room);
  let isExhausted = false;
  const interval = restartInterval === 0 ? mcus.count : restartInterval;
  for (let row = 0; row < frame.mcusHigh; row++) {
    const rowEnd = Math.min((row + 1) * mcus.perRow, mcus.count);
    for (let from = row * mcus.perRow; from < rowEnd; ) {
      const intervals = Math.floor(from / interval);
      if (from > 0 && from === intervals * interval) {
        const { marker, position } = resynchronise(data, found(), (intervals - 1) & 7);
        run.beginInterval(record, address + position, end, marker, room);
        if (marker === 0) isExhausted = false;
      }
      const to = Math.min((intervals + 1) * interval, rowEnd);
      run.decodeMcus(record, from, to, isExhausted ? 0 : 1);
      if (!isExhausted) {
        frame.reachedRow = row;
        isExhausted = run.isExhausted() !== 0;
      }
      from = to;
    }
    making?.rowMade(row);
  }
  return found();
}

interface McuLayout {
  readonly wide: number;
  readonly count: number;
  /** How many there are in a row of the frame's MCUs. */
  readonly perRow: number;
  /** Whether an MCU holds blocks of several components, as many of each as its sampling factors say. */
  readonly isInterleaved: boolean;
}

/** A scan of one component has its blocks row by row; one of several interleaves them in MCUs. */
function layOut(frame: Frame, { components }: Scan): McuLayout {
  const [first, ...others] = components;
  if (others.length === 0) {
    const { blocksWide, blocksHigh, v } = first!.component;
    return { wide: blocksWide, count: blocksWide * blocksHigh, perRow: blocksWide * v, isInterleaved: false };
  }
  if (components.reduce((sum, { component: { h, v } }) => sum + h * v, 0) > MAX_MCU_BLOCKS) {
    throw new JpegError('decode', 'its JPEG sampling factors are too large');
  }
  const { mcusWide, mcusHigh } = frame;
  return { wide: mcusWide, count: mcusWide * mcusHigh, perRow: mcusWide, isInterleaved: true };
}

/** The fields of `Scan` and `Component` of the kernels' scan.ts, in order. */
function scanRecord(
  { run }: Kernels,
  scan: Scan,
  { pass, readsDc, readsAc }: ScanPass,
  { wide, isInterleaved }: McuLayout,
  making: Making | undefined,
): Int32Array {
  const { components, spectralStart, spectralEnd, bit } = scan;
  const fields = [pass, components.length, wide, spectralStart, spectralEnd, bit];
  for (const { component, dc, ac } of components) {
    const { coefficients, blocksPerRow, h, v } = component;
    const tables = [readsDc ? required(dc()) : 0, readsAc ? required(ac()) : 0];
    if (pass === SCAN_PASS.sequential) run.addPairs(tables[1]!);
    const plane = making?.planes.find((made) => made.component === component)?.address ?? 0;
    const blocks = isInterleaved ? [h, v] : [1, 1];
    fields.push(coefficients, plane, ...tables, blocksPerRow, ...blocks, 0);
  }
  return Int32Array.from(fields);
}

function required(table: number | undefined): number {
  if (table === undefined) throw new JpegError('decode', 'it lacks a Huffman table');
  return table;
}
