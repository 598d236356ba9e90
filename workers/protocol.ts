import type { OutputShape } from '../src/engine/output-layout.ts';
import type { EngineInput, PreparedPicture } from '../src/engine/picture.ts';
import type { ErrorTag } from '../src/errors.ts';
import type { Pixels } from '../src/pixel-mode.ts';
import type { PillowFilterName } from '../src/resample/pillow/filters.ts';
import type { Geometry } from '../src/resample/plan.ts';
import type { Size } from '../src/resample/window.ts';
import type { Packed } from '../src/store/pack.ts';

/** What the page can ask of a worker: the whole of the wire. Failures come as values, for errors lose their class. */
export interface DecodeWorker extends StoreWorker {
  /** Answers with the library's version, so that a page notices a worker that didn't start or is of another release. */
  hello(): string;
  /** Finds out what the browser's own decoding does to pixels. */
  probe(): Promise<Outcome<BrowserDecoding>>;
  /** Reads files and their headers; the bytes stay in the worker until the picture is prepared or closed. */
  open(files: readonly FileToOpen[]): Promise<readonly Outcome<OpenedPicture>[]>;
  /** Decodes opened pictures, for the CPU engine resamples them too, and lets their bytes go. */
  prepare(wanted: readonly WantedPicture[]): Promise<readonly Outcome<PreparedResult>[]>;
  /** Lets the bytes of an opened picture go. */
  close(id: number): void;
  /** Reads a file for `loadImage`: a call of its own, because a disk may take any time, and decoding may not. */
  readFile(file: Blob): Promise<Outcome<Uint8Array<ArrayBuffer>>>;
  /** Does what `keras.utils.load_img` does. */
  loadImage(bytes: Uint8Array<ArrayBuffer>, request: LoadImageRequest): Promise<Outcome<Pixels>>;
}

/** What a browser's own decoding does to pixels, as found by trying. */
export interface BrowserDecoding {
  /** Whether it turns photographs by their EXIF data even when told not to; the tag is taken out before it sees them. */
  readonly turnsByExif: boolean;
  /** Whether it changes colours by a file's gamma even when told not to. */
  readonly managesColors: boolean;
  /** Whether colours of transparent pixels are changed on the way. */
  readonly losesTransparentColors: boolean;
  /** How pixels are read back. */
  readonly readBack: 'VideoFrame' | 'canvas';
  /** Whether known pixels, transparent ones among them, come back as they were; privacy browsers add noise. */
  readonly isExact: boolean;
}

/** A file, the number by which its picture is known from then on, and what is to become of it. */
export interface FileToOpen {
  readonly id: number;
  readonly file: File;
  readonly request: PrepareRequest;
}

/** The formats that TensorFlow's `decode_image` knows, and two that browsers do. */
export type PictureFormat = 'jpeg' | 'png' | 'gif' | 'bmp' | 'webp' | 'avif';

export interface OpenedPicture {
  /** What the content is, whatever the file's name says. */
  readonly format: PictureFormat;
  /** Pixels, as stored. */
  readonly width: number;
  /** Pixels, as stored. */
  readonly height: number;
  /** How the file says that it is turned, 1 to 8 as in EXIF. */
  readonly orientation: number;
  /** Bytes that decoding takes up, with what comes of it. */
  readonly decodedBytes: number;
  readonly readMs: number;
  /** Of the file's content; `null` unless it was wanted. */
  readonly fingerprint: string | null;
}

/** Who decodes files: our own decoders, the browser's, or our own with large JPEG files made smaller on the way. */
export type DecodeChoice = 'exact' | 'browser' | 'reduced';

export interface PrepareRequest {
  readonly decode: DecodeChoice;
  /** What to do with pictures that say that they are turned. */
  readonly orientation: 'ignore' | 'apply';
  /** What the engine takes. */
  readonly output: EngineInput;
  readonly shape: OutputShape;
  readonly geometry: Geometry;
  /** Whether a resampled picture comes as bytes if all of its values are integers from 0 to 255. */
  readonly bytesWhereExact: boolean;
  /** Whether the fingerprint of the file's content is wanted. */
  readonly wantsFingerprint: boolean;
}

export interface PreparedResult {
  readonly picture: PreparedPicture;
  readonly decodeMs: number;
  /** Planning included. */
  readonly resampleMs: number;
}

/** Which channels an image has: three, one, or four. */
export type ColorMode = 'rgb' | 'grayscale' | 'rgba';

/** The arguments of `keras.utils.load_img` besides the file. */
export interface LoadImageRequest {
  readonly colorMode: ColorMode;
  /** What to resize to, if at all. */
  readonly size: Size | undefined;
  readonly interpolation: PillowFilterName | 'nearest';
  /** Whether the middle is cut out that has the shape of `size`. */
  readonly keepAspectRatio: boolean;
}

export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  /** `reason` completes the sentence "… can't be used: …". */
  | { readonly ok: false; readonly tag: ErrorTag; readonly reason: string };

/** The part of the wire that keeps pictures on disk: of a worker that has one store open, and does nothing else. */
export interface StoreWorker {
  /** Opens the store of a description, exclusively, and deletes what nobody needs any more. */
  openStore(request: StoreRequest): Promise<Outcome<OpenedStore>>;
  /** Adds a picture, under a number that has not been used. */
  writePicture(id: number, file: StoredFile, picture: Packed): Promise<Outcome<void>>;
  /** Reads pictures; `null` stands for those that are not there, or damaged. */
  readPictures(wanted: readonly WantedPicture[]): Promise<Outcome<readonly (PreparedPicture | null)[]>>;
  /** Makes last what was written, and lets the files go. */
  closeStore(): void;
}

export interface StoreRequest {
  /** What all pictures have in common. */
  readonly description: string;
  /** What they may take up on disk, in bytes. */
  readonly maxBytes: number;
}

export interface OpenedStore {
  /** What earlier visits left; the place in the list is a picture's number. */
  readonly pictures: readonly StoredPicture[];
  /** Bytes on disk. */
  readonly bytes: number;
  /** What they may take up: as asked for, or half of what the browser grants if that is less. */
  readonly maxBytes: number;
}

/** A file whose picture is kept on disk. */
export interface StoredFile {
  readonly path: string;
  /** Bytes of the file. */
  readonly size: number;
  /** Of the file's content. */
  readonly fingerprint: string;
}

/** A picture on disk, and what its file was like. */
export interface StoredPicture extends StoredFile {
  /** Bytes of the picture. */
  readonly bytes: number;
}

/** The number of a picture, opened or in the store, and a buffer, given away, that it may be put into if that fits. */
export interface WantedPicture {
  readonly id: number;
  readonly spare: ArrayBuffer | undefined;
}
