import { type ReadonlySignal, signal } from '@preact/signals';
import type { ImageDirectory } from '../../src/index.ts';

/** A file to look at. */
export interface OpenedPicture {
  readonly directory: ImageDirectory;
  readonly path: string;
  readonly caption: string;
  /** As the model sees it, where it does. */
  readonly prepared?: ImageData;
}

const current = signal<OpenedPicture | null>(null);

/** The file in the dialog; `null` while it is closed. */
export const openedPicture: ReadonlySignal<OpenedPicture | null> = current;

export function openPicture(picture: OpenedPicture): void {
  current.value = picture;
}

export function closePicture(): void {
  current.value = null;
}
