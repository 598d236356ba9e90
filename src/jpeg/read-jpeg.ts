import type { Kernels } from '../kernels/kernels.ts';
import { beforeScans, blockRowAddress, type DecodedFrame, holdCoefficients } from './decoded-frame.ts';
import { type Frame, readFrame } from './frame.ts';
import { huffmanTables, type MakeHuffmanTable } from './huffman.ts';
import { colorOf, type JpegColor } from './jpeg-colors.ts';
import { JpegError } from './jpeg-error.ts';
import { type FoundMarker, nextMarker, readSegment } from './marker-reader.ts';
import { EOI, isFrameMarker, isRestart, JPG, SOI, SOS, TEM } from './markers.ts';
import { decodeScan, type FileInMemory, type Making } from './scan.ts';
import { readScan, type Scan } from './scan-header.ts';
import { smoothBlocks } from './smoothing.ts';
import { addTypicalTables, noTables, readTable, type Tables } from './tables.ts';

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
  const decoding = new Decoding(kernels, data, begin);
  let found = nextMarker(data, 2);
  while (found.marker !== EOI) found = decoding.readOn(found);
  return decoding.finish();
}

/** What is settled when the first scan begins. */
interface FirstScan {
  readonly color: JpegColor;
  /** The file, where this is the only scan that it may have. */
  readonly whole: JpegFile | undefined;
  /** Where samples are made while that is decoded: no coefficients are held then. */
  readonly making: Making | undefined;
}

/** A file that is being read, and what its segments have said so far. */
class Decoding {
  readonly #kernels: Kernels;
  readonly #file: FileInMemory;
  readonly #begin: BeginMaking | undefined;
  readonly #makeTable: MakeHuffmanTable;
  readonly #tables: Tables = noTables();
  #frame: DecodedFrame | undefined;
  #firstScan: FirstScan | undefined;

  constructor(kernels: Kernels, data: Uint8Array, begin: BeginMaking | undefined) {
    const address = kernels.copyIn(data);
    this.#kernels = kernels;
    this.#file = { data, address, room: kernels.allocate(kernels.run.roomFor(data.length)) };
    this.#begin = begin;
    this.#makeTable = huffmanTables(kernels);
  }

  /** Takes what belongs to a marker, and finds the next one. */
  readOn(found: FoundMarker): FoundMarker {
    const { data } = this.#file;
    const { marker, position } = found;
    if (isRestart(marker) || marker === TEM) return nextMarker(data, position);
    const segment = readSegment(data, found);
    const behind = position + 2 + segment.byteLength;
    if (marker === SOS) return this.#decodeScan(segment, behind);
    // A JPEG extension is refused like an unknown frame.
    if (isFrameMarker(marker) || marker === JPG) this.#beginFrame(marker, segment);
    else readTable(this.#makeTable, marker, segment, this.#tables);
    return nextMarker(data, behind);
  }

  #beginFrame(marker: number, segment: DataView): void {
    if (this.#frame) throw new JpegError('decode', 'it has two frames');
    this.#frame = beforeScans(readFrame(marker, segment));
  }

  #decodeScan(header: DataView, start: number): FoundMarker {
    const frame = this.#frame;
    const tables = this.#tables;
    if (!frame) throw new JpegError('decode', 'it has a scan without a frame');
    if (this.#firstScan?.whole) throw new JpegError('decode', 'it goes on after its only scan');
    // libjpeg-turbo puts typical tables in for those that are missing when the first scan begins.
    if (!this.#firstScan && !frame.isProgressive) addTypicalTables(this.#makeTable, tables);
    const scan = readScan(header, frame, tables);
    this.#firstScan ??= this.#beginScans(frame, scan);
    const { making } = this.#firstScan;
    return decodeScan(this.#kernels, this.#file, start, frame, scan, tables.restartInterval, making);
  }

  /** What comes behind the first scan's header changes the colours no more, as in libjpeg. */
  #beginScans(frame: DecodedFrame, first: Scan): FirstScan {
    const color = colorOf(frame, this.#tables);
    // Pixels are made while its only scan is read; where there may be more, TensorFlow makes them when all is read.
    const whole = isComplete(first, frame) ? { frame, color, isInverted: isInverted(this.#tables) } : undefined;
    const making = whole && this.#begin?.(whole);
    if (!making) holdCoefficients(this.#kernels, frame);
    return { color, whole, making };
  }

  finish(): JpegFile {
    const frame = this.#frame;
    if (!frame || !this.#firstScan) throw new JpegError('decode', 'it holds no picture');
    const { color, whole, making } = this.#firstScan;
    const file = whole ?? { frame, color, isInverted: isInverted(this.#tables) };
    if (making) return file;
    smoothBlocks(this.#kernels, frame);
    if (this.#begin) makeOfHeld(this.#kernels, frame, this.#begin(file));
    return file;
  }
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

/** Whether a first scan is all that there may be. */
function isComplete(scan: Scan, frame: Frame): boolean {
  return !frame.isProgressive && scan.components.length === frame.components.length;
}
