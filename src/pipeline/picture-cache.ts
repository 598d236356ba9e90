import type { PrepareRequest } from '../../workers/protocol.ts';
import type { PreparedPicture } from '../engine/picture.ts';

/** What a cache of pictures holds, and how it served. */
export interface CacheFacts {
  readonly where: 'memory' | 'disk';
  /** Pictures of this dataset that it keeps, and their bytes. */
  readonly pictures: number;
  readonly bytes: number;
  /** How often a picture was taken from it instead of being decoded. */
  readonly hits: number;
  /** Pictures for which there was no room, or no time to write them: they are decoded again. */
  readonly leftOut: number;
  /** Why the disk is not used, or no longer written, in a sentence; `null` if all is well. */
  readonly problem: string | null;
}

/** A file, as far as it can be told from another one without reading it. */
export interface FileIdentity {
  /** In the catalog. */
  readonly position: number;
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly lastModified: number;
}

/** A picture that a cache has. */
export interface KeptPicture {
  readonly kind: PreparedPicture['kind'];
  /** Bytes that it takes up besides those of the cache. */
  readonly bytes: number;
  /** Gives it, into a spare buffer if that fits; `null` if it is lost. It is not to be altered. */
  read(spare: ArrayBuffer | undefined, signal: AbortSignal): Promise<PreparedPicture | null>;
}

/** Keeps the prepared pictures of a dataset for its later epochs, as many as there is room for; it never makes one fail. */
export interface PictureCache {
  readonly facts: CacheFacts;
  /** Whether it knows files by their content, and so wants the fingerprint of each that is read. */
  readonly wantsFingerprint: boolean;
  /** Is told before each epoch what pictures are to be like. */
  begin(request: PrepareRequest): Promise<void>;
  /** Finds the picture of a file, if it is here and the file has not changed. */
  find(file: FileIdentity, fingerprint?: string): KeptPicture | null;
  /** Is shown each picture that was made. */
  offer(file: FileIdentity, fingerprint: string | null, picture: PreparedPicture): void;
  /** Is asked when a picture is let go whether it keeps its memory, so that nobody else may have it. */
  takeOver(picture: PreparedPicture): boolean;
  /** Lets everything go. */
  close(): void;
}
