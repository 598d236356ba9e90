import * as Comlink from 'comlink';
import type { LoadImageRequest } from '../../workers/pillow/load-image.ts';
import type {
  BrowserDecoding,
  DecodeWorker,
  FileToOpen,
  OpenedPicture,
  Outcome,
  PreparedResult,
  PrepareRequest,
} from '../../workers/protocol.ts';
import { abortable } from '../abortable.ts';
import type { Pixels } from '../pixel-mode.ts';
import type { Patient } from './heartbeat.ts';
import { createLimiter, type Limiter } from './limiter.ts';
import { hangError, probeError, unwrap, withPath } from './picture-errors.ts';
import { ReadQueue } from './read-queue.ts';
import { Suspects } from './suspects.ts';
import { PATIENCE_MS, Watchdog } from './watchdog.ts';
import { connectWorker, type WorkerConnection, type WorkerSource } from './worker-connection.ts';

/** Pictures that a worker decodes at once: browsers decode in threads of their own, so one worker keeps several busy. */
export const CALLS_PER_WORKER = 4;
/** Files that are being opened, or wait for bytes, for each worker. */
export const READS_PER_WORKER = 16;
const IDLE_MS = 30_000;

/** A file to decode, and the name it goes by in errors. */
export interface EncodedPicture<F extends Blob = File> {
  readonly path: string;
  readonly file: F;
}

/** A picture whose file has been read in a worker, and which waits there. */
export interface OpenPicture extends OpenedPicture {
  /**
   * Decodes it as was asked for, once.
   *
   * @param spare - A buffer, given away, that a resampled picture may be put into.
   * @throws ImageDatasetError `decode`, `unsupported`, `limit` or `worker-lost`, with the picture's path
   */
  prepare(spare?: ArrayBuffer): Promise<PreparedResult>;
  /** Lets it go; needless after `prepare`. */
  close(): void;
}

type FileBytes = Outcome<Uint8Array<ArrayBuffer>>;

interface Reading extends FileToOpen {
  readonly path: string;
}

interface Member {
  readonly connection: Promise<WorkerConnection>;
  /** Ends the worker at once, also while it starts. */
  readonly end: () => void;
  hasStarted: boolean;
  readonly reads: ReadQueue<Reading, Outcome<OpenedPicture>>;
  readonly limit: Limiter;
  /** Apart from the other one, so that a slow disk keeps no dataset from decoding. */
  readonly limitLoads: Limiter;
  readonly watchdog: Watchdog;
  /** Pictures that it has not finished with. */
  pictures: number;
}

/** Workers that read and decode; they start when there is work, or ahead of it, and end after 30 s without. */
export class DecodePool {
  readonly #source: WorkerSource | undefined;
  readonly #members = new Set<Member>();
  readonly #suspects = new Suspects();
  #size: number;
  #nextId = 0;
  #probe: Promise<BrowserDecoding> | undefined;
  #idle: ReturnType<typeof setTimeout> | undefined;

  /** @param size - Workers at most. */
  constructor(source: WorkerSource | undefined, size: number) {
    this.#source = source;
    this.#size = size;
  }

  /** Allows more workers; never fewer. */
  grow(size: number): void {
    this.#size = Math.max(this.#size, size);
  }

  /** Starts all workers ahead of their work; one that does not start is tried again, and complained about, when there is some. */
  warmUp(): void {
    while (this.#members.size < this.#size) this.#start();
    this.#endWhenIdle();
  }

  /** Workers that are running or starting. */
  get workers(): number {
    return this.#members.size;
  }

  /**
   * Has a worker read a file and its header, and settle how it will be decoded.
   *
   * @throws ImageDatasetError `read`, `decode`, `unsupported`, `limit`, `worker-start` or `worker-lost`, with the picture's path
   */
  async open({ path, file }: EncodedPicture, request: PrepareRequest, signal: AbortSignal): Promise<OpenPicture> {
    signal.throwIfAborted();
    const { member, done } = this.#takeOn();
    const id = this.#nextId++;
    try {
      const connection = await abortable(signal, () => member.connection);
      const opened = unwrap(await member.reads.read({ path, id, file, request }, signal), path, file);
      return {
        ...opened,
        prepare: async (spare) => {
          const given = spare && Comlink.transfer(spare, [spare]);
          try {
            const outcome = await decode<PreparedResult>(member, connection, path, (remote) =>
              remote.prepare(id, given),
            );
            return unwrap(outcome, path, file, opened.format);
          } catch (error) {
            throw withPath(error, path);
          } finally {
            done();
          }
        },
        close: () => {
          if (done()) connection.call((remote) => remote.close(id)).catch(() => {});
        },
      };
    } catch (error) {
      done();
      throw withPath(error, path);
    }
  }

  /**
   * Has a worker do what `keras.utils.load_img` does.
   *
   * @throws ImageDatasetError `read`, `decode`, `unsupported`, `limit`, `worker-start` or `worker-lost`, with the path
   */
  async loadImage(
    { path, file }: EncodedPicture<Blob>,
    request: LoadImageRequest,
    signal?: AbortSignal,
  ): Promise<Pixels> {
    const { member, done } = this.#takeOn();
    try {
      const connection = await abortable(signal, () => member.connection);
      return await member.limitLoads(async () => {
        signal?.throwIfAborted();
        const read = await this.#readBy<FileBytes>(member, connection, [path], (remote) => remote.readFile(file));
        const bytes = unwrap(read, path, file);
        signal?.throwIfAborted();
        const given = Comlink.transfer(bytes, [bytes.buffer]);
        const outcome = await decode<Pixels>(member, connection, path, (remote) => remote.loadImage(given, request));
        return unwrap(outcome, path, file);
      });
    } catch (error) {
      throw withPath(error, path);
    } finally {
      done();
    }
  }

  /**
   * Finds out, once, what the browser's own decoding does to pixels.
   *
   * @throws ImageDatasetError `unsupported`, `worker-start` or `worker-lost`
   */
  probe(): Promise<BrowserDecoding> {
    this.#probe ??= this.#runProbe();
    // A failed one is tried again.
    this.#probe.catch(() => {
      this.#probe = undefined;
    });
    return this.#probe;
  }

  async #runProbe(): Promise<BrowserDecoding> {
    const { member, done } = this.#takeOn();
    try {
      const { call } = await member.connection;
      const outcome = await member.watchdog.watch(
        () => call<Outcome<BrowserDecoding>>((remote) => remote.probe()),
        () =>
          probeError('unsupported', `finding out what it does to pixels did not end within ${PATIENCE_MS / 1000} s`),
      );
      if (outcome.ok) return outcome.value;
      throw probeError(outcome.tag, outcome.reason);
    } finally {
      done();
    }
  }

  /** Ends all workers; calls in flight reject with `worker-lost`. */
  terminate(): void {
    clearTimeout(this.#idle);
    for (const { end } of [...this.#members]) end();
    this.#members.clear();
  }

  /** Gives a picture to a worker; `done` says that it is finished with, and whether that is news. */
  #takeOn(): { member: Member; done: () => boolean } {
    const member = this.#leastBusy();
    member.pictures++;
    clearTimeout(this.#idle);
    let isDone = false;
    const done = (): boolean => {
      if (isDone) return false;
      isDone = true;
      member.pictures--;
      // Nobody waits any more for one that has not answered yet.
      if (member.pictures === 0 && !member.hasStarted) this.#end(member);
      this.#endWhenIdle();
      return true;
    };
    return { member, done };
  }

  #leastBusy(): Member {
    const [least] = [...this.#members].sort((one, other) => one.pictures - other.pictures);
    return least && (least.pictures === 0 || this.#members.size >= this.#size) ? least : this.#start();
  }

  #start(): Member {
    const ending = new AbortController();
    const end = (): void => ending.abort();
    const leave = (): void => {
      this.#members.delete(member);
    };
    const connection = connectWorker(this.#source, { signal: ending.signal, onLost: leave });
    const member: Member = {
      connection,
      end,
      hasStarted: false,
      reads: new ReadQueue(
        (files) => this.#read(member, files),
        ({ path, file }) => (this.#suspects.has(path) ? Number.POSITIVE_INFINITY : file.size),
      ),
      limit: createLimiter(CALLS_PER_WORKER),
      limitLoads: createLimiter(CALLS_PER_WORKER),
      watchdog: new Watchdog(end),
      pictures: 0,
    };
    connection.then(() => {
      member.hasStarted = true;
    }, leave);
    this.#members.add(member);
    return member;
  }

  #end(member: Member): void {
    this.#members.delete(member);
    member.end();
  }

  async #read(member: Member, files: readonly Reading[]): Promise<readonly Outcome<OpenedPicture>[]> {
    const paths = files.map(({ path }) => path);
    const toOpen = files.map(({ id, file, request }) => ({ id, file, request }));
    return this.#readBy(member, await member.connection, paths, (remote) => remote.open(toOpen));
  }

  /** Has a worker read files, for as long as it is alive. */
  #readBy<T>(
    { end, watchdog }: Member,
    { call }: WorkerConnection,
    paths: readonly string[],
    run: (remote: Comlink.Remote<DecodeWorker>) => Promise<T>,
  ): Promise<T> {
    const patient: Patient = {
      ask: () => call((remote) => remote.hello()),
      isExcused: () => watchdog.isWatching,
      onHang: end,
    };
    return this.#suspects.read(paths, patient, () => call(run));
  }

  #endWhenIdle(): void {
    if ([...this.#members].some(({ pictures }) => pictures > 0)) return;
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.terminate(), IDLE_MS);
  }
}

/** Has a worker decode, when it is its turn; one that does not come back is ended. */
function decode<T>(
  { limit, watchdog }: Member,
  { call }: WorkerConnection,
  path: string,
  run: (remote: Comlink.Remote<DecodeWorker>) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  return limit(() =>
    watchdog.watch(
      () => call(run),
      () => hangError(path),
    ),
  );
}
