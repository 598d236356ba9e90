import { directoryFromDrop } from '../../../../src/directory/drop.ts';
import { directoryFromFiles } from '../../../../src/directory/file-list.ts';
import { type ImageDirectory, listDirectory } from '../../../../src/directory/image-directory.ts';
import { type OpenDirectoryOptions, openDirectory } from '../../../../src/directory/open-directory.ts';
import {
  forgetDirectory,
  type RememberedDirectory,
  restoreDirectory,
  saveDirectory,
} from '../../../../src/directory/remembered.ts';
import { listed } from '../../../listed.ts';
import type { FirstBatch } from './read-indexed.ts';
import { type ShownError, shownError } from './shown-error.ts';

/** What a test gets to see of a directory, or of the error in its place. */
export interface Outcome {
  readonly name?: string;
  readonly canBeSaved?: boolean;
  readonly files?: readonly string[];
  readonly directories?: readonly string[];
  readonly error?: ShownError;
}

/** What the page holds for the tests: the result of each thing that a user does on it. */
class Harness {
  drop: DragEvent | undefined;
  dropped: Promise<ImageDirectory> | undefined;
  droppedHandles: Promise<readonly (FileSystemHandle | null)[]> | undefined;
  pickerOptions: OpenDirectoryOptions = {};
  opened: Promise<ImageDirectory> | undefined;
  reconnected: Promise<ImageDirectory> | undefined;
  indexed: ImageDirectory | undefined;
  remembered: RememberedDirectory | undefined;
  readonly directoryFromDrop: typeof directoryFromDrop = directoryFromDrop;
  readonly saveDirectory: typeof saveDirectory = saveDirectory;
  readonly forgetDirectory: typeof forgetDirectory = forgetDirectory;

  async droppedHandle(): Promise<FileSystemDirectoryHandle> {
    return (await this.droppedHandles)![0] as FileSystemDirectoryHandle;
  }

  chosen(): ImageDirectory {
    return directoryFromFiles(element<HTMLInputElement>('choose').files!);
  }

  async restore(key: string): Promise<RememberedDirectory['state'] | undefined> {
    this.remembered = await restoreDirectory(key);
    return this.remembered?.state;
  }

  /** Keeps a directory and has it list its files. */
  async index(given: Promise<ImageDirectory>): Promise<void> {
    this.indexed = await given;
    await listDirectory(this.indexed);
  }

  /** What comes of the first batch of the directory that was indexed. */
  async readIndexed(onError: 'raise' | 'skip'): Promise<FirstBatch> {
    // Not before it is asked for: few tests want tfjs, and all load the page.
    const { readIndexed } = await import('./read-indexed.ts');
    return readIndexed(this.indexed!, onError);
  }

  async outcome(
    given: Promise<ImageDirectory | FileSystemDirectoryHandle> | ImageDirectory | undefined,
  ): Promise<Outcome> {
    try {
      const directory = (await given)!;
      const { files, directories } = listed((await listDirectory(directory)).folders);
      return {
        name: directory.name,
        ...('canBeSaved' in directory ? { canBeSaved: directory.canBeSaved } : {}),
        files: files.map(({ path }) => path).sort(),
        directories: directories.toSorted(),
      };
    } catch (thrown) {
      return { error: shownError(thrown) };
    }
  }
}

declare global {
  interface Window {
    harness: Harness;
  }
}

function element<E extends HTMLElement>(id: string): E {
  return document.getElementById(id) as E;
}

const harness = new Harness();
const dropZone = element('drop');
dropZone.addEventListener('dragover', (event) => event.preventDefault());
dropZone.addEventListener('drop', (event) => {
  event.preventDefault();
  harness.droppedHandles = Promise.all(Array.from(event.dataTransfer!.items, (item) => item.getAsFileSystemHandle()));
  harness.drop = event;
  harness.dropped = directoryFromDrop(event);
});
element('open').addEventListener('click', () => {
  harness.opened = openDirectory(harness.pickerOptions);
});
element('reconnect').addEventListener('click', () => {
  harness.reconnected = harness.remembered!.request();
});
window.harness = harness;
// What a test evaluates counts as a click; what happens while the page loads does not.
if (location.search === '?open-without-click') harness.opened = openDirectory();
