import '@tensorflow/tfjs-backend-webgpu';
import type { Contestant, Task } from './contestant.ts';
import { CONTESTANTS } from './contestants.ts';
import { copySome, makePictures } from './directories.ts';
import { type Measurement, measure } from './measure.ts';
import { describePictures, openTask, type PictureFacts } from './task.ts';

/** What bench.mjs calls, through Playwright. */
interface Bench {
  /** Takes the folder that was dropped, or makes pictures; tells about them, and who takes part. */
  open(setup: Setup): Promise<Opened>;
  /** Runs a contestant, by its place in {@link Opened.contestants}, over all files, or over a batch to warm up. */
  run(contestant: number, files: 'all' | 'some'): Promise<Measurement | { readonly error: string }>;
}

interface Setup extends Pick<Task, 'size' | 'batchSize'> {
  /** How many pictures to make; `null` where a folder is dropped. */
  readonly make: number | null;
}

interface Opened {
  readonly pictures: PictureFacts;
  /** What WebGPU runs on. */
  readonly adapter: string;
  readonly contestants: readonly Omit<Contestant, 'prepare'>[];
}

declare global {
  var bench: Bench;
}

const dropped = new Promise<FileSystemDirectoryHandle>((resolve) => {
  addEventListener('dragover', (event) => event.preventDefault());
  addEventListener('drop', (event) => {
    event.preventDefault();
    resolve(event.dataTransfer!.items[0]!.getAsFileSystemHandle() as Promise<FileSystemDirectoryHandle>);
  });
});

let tasks: Readonly<Record<'all' | 'some', Task>>;

globalThis.bench = {
  async open({ make, size, batchSize }) {
    const all = await openTask(make === null ? await dropped : await makePictures(make), size, batchSize);
    tasks = { all, some: await openTask(await copySome(all.files, batchSize), size, batchSize) };
    const contestants = CONTESTANTS.map(({ prepare: _, ...facts }) => facts);
    return { pictures: await describePictures(all.files), adapter: await adapterName(), contestants };
  },
  async run(contestant, files) {
    try {
      return await measure(CONTESTANTS[contestant]!, tasks[files]);
    } catch (error) {
      return { error: String(error) };
    }
  },
};

async function adapterName(): Promise<string> {
  const adapter = await navigator.gpu?.requestAdapter();
  if (!adapter) return 'none';
  const { vendor, architecture, description, isFallbackAdapter } = adapter.info;
  const name = [vendor, architecture, description].filter(Boolean).join(' ');
  return isFallbackAdapter ? `${name}, in software` : name;
}
