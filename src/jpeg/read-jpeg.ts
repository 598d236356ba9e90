import type { Kernels } from '../kernels/kernels.ts';
import { beforeScans, blockRowAddress, type DecodedFrame, holdCoefficients } from './decoded-frame.ts';
import { type Frame, readFrame } from './frame.ts';
import { huffmanTables } from './huffman.ts';
import { colorOf, type JpegColor } from './jpeg-colors.ts';
import { JpegError, truncated } from './jpeg-error.ts';
import { nextMarker } from './marker-reader.ts';
import {
  COM,
  DHP,
  DNL,
  EOI,
  EXP,
  isApplicationMarker,
  isFrameMarker,
  isReserved,
  isRestart,
  JPG,
  SOI,
  SOS,
  TEM,
} from './markers.ts';
import { decodeScan, type Making } from './scan.ts';
import { readScan, type Scan } from './scan-header.ts';
import { smoothBlocks } from './smoothing.ts';
import { addTypicalTables, readTable, type Tables } from './tables.ts';

/** A JPEG file whose scans are being, or have been, decoded into the kernels' memory. */
export interface JpegFile {
  readonly frame: DecodedFrame;
  readonly color: JpegColor;
  /** Adobe writes CMYK inverted. */
  readonly isInverted: boolean;
}

/** Begins to make samples of a file. */
export type BeginMaking = (file: JpegFile) => Making;

/**
 * Reads a JPEG file up to its end marker and decodes its scans, as libjpeg-turbo does within TensorFlow.
 *
 * @param begin - Samples are made row by row, from top to bottom: where the file has but one scan, of each block as soon as it
 *   is decoded. Without it, nothing is made of the coefficients, which are held then.
 * @throws JpegError where TensorFlow refuses the file too: it is cut off (even if only the end marker is missing), its
 *   tables are broken, or it is of an unsupported kind
 */
export function readJpeg(kernels: Kernels, data: Uint8Array, begin?: BeginMaking): JpegFile {
  if (data[0] !== 0xff || data[1] !== SOI) throw new JpegError('decode', 'it does not begin as a JPEG file');
  const file = {
    data,
    address: kernels.copyIn(data),
    room: kernels.allocate(kernels.run.roomFor(data.length)),
  };
  const makeTable = huffmanTables(kernels);
  const tables: Tables = {
    quantization: [],
    dc: [],
    ac: [],
    restartInterval: 0,
    hasJfif: false,
    adobeTransform: undefined,
  };
  let frame: DecodedFrame | undefined;
  let firstScan: Scan | undefined;
  let color: JpegColor = 'gray';
  let whole: JpegFile | undefined;
  let making: Making | undefined;
  let found = nextMarker(data, 2);
  while (found.marker !== EOI) {
    const { marker, position } = found;
    if (isRestart(marker) || marker === TEM) {
      found = nextMarker(data, position);
      continue;
    }
    if (isMisplaced(marker)) {
      throw new JpegError('decode', 'it has a marker where none may be');
    }
    const segment = readSegment(data, position, isPassedOver(marker));
    const behind = position + 2 + segment.byteLength;
    if (marker === SOS) {
      if (!frame) throw new JpegError('decode', 'it has a scan without a frame');
      // libjpeg-turbo puts typical tables in for those that are missing when the first scan begins.
      if (!firstScan && !frame.isProgressive) addTypicalTables(makeTable, tables);
      if (firstScan && isComplete(firstScan, frame)) throw new JpegError('decode', 'it goes on after its only scan');
      const scan = readScan(segment, frame, tables);
      if (!firstScan) {
        // What comes behind the first scan's header changes nothing any more, as in libjpeg.
        color = colorOf(frame, tables);
        if (isComplete(scan, frame)) {
          // Pixels are made while its only scan is read; where there may be more, TensorFlow makes them when all is read.
          whole = { frame, color, isInverted: isInverted(tables) };
          making = begin?.(whole);
        }
        if (!making) holdCoefficients(kernels, frame);
        firstScan = scan;
      }
      found = decodeScan(kernels, file, behind, frame, scan, tables.restartInterval, making);
      continue;
    }
    // A JPEG extension is refused like an unknown frame.
    if (isFrameMarker(marker) || marker === JPG) {
      if (frame) throw new JpegError('decode', 'it has two frames');
      frame = beforeScans(readFrame(marker, segment));
    } else {
      readTable(makeTable, marker, segment, tables);
    }
    found = nextMarker(data, behind);
  }
  if (!frame || !firstScan) throw new JpegError('decode', 'it holds no picture');
  const jpeg = whole ?? { frame, color, isInverted: isInverted(tables) };
  if (making) return jpeg;
  smoothBlocks(kernels, frame);
  if (begin) makeOfHeld(kernels, frame, begin(jpeg));
  return jpeg;
}

/** Makes samples of coefficients that are held. */
function makeOfHeld({ run }: Kernels, { mcusHigh }: Frame, { planes, rowMade }: Making): void {
  for (let row = 0; row < mcusHigh; row++) {
    for (const { component, address } of planes) {
      for (let blockRow = row * component.v; blockRow < (row + 1) * component.v; blockRow++) {
        run.makeBlocks(address, blockRowAddress(component, blockRow), blockRow);
      }
    }
    rowMade(row);
  }
}

function isInverted({ adobeTransform }: Tables): boolean {
  return adobeTransform !== undefined;
}

/** What libjpeg refuses wherever it stands. */
function isMisplaced(marker: number): boolean {
  return isReserved(marker) || marker === SOI || marker === DHP || marker === EXP;
}

/** Segments of applications, comments, and DNL, of which libjpeg reads no length that could be wrong. */
function isPassedOver(marker: number): boolean {
  return isApplicationMarker(marker) || marker === COM || marker === DNL;
}

/** Whether a first scan is all that there may be. */
function isComplete(scan: Scan, frame: Frame): boolean {
  return !frame.isProgressive && scan.components.length === frame.components.length;
}

function readSegment(data: Uint8Array, position: number, isLengthFree: boolean): DataView {
  if (position + 2 > data.length) throw truncated();
  const written = (data[position]! << 8) | data[position + 1]!;
  const length = isLengthFree ? Math.max(written, 2) : written;
  if (length < 2) throw new JpegError('decode', 'it has a segment without a length');
  if (position + length > data.length) throw truncated();
  return new DataView(data.buffer, data.byteOffset + position + 2, length - 2);
}
