import * as Comlink from 'comlink';
import type {
  BrowserDecoding,
  DecodeWorker,
  FileToOpen,
  LoadImageRequest,
  OpenedPicture,
  Outcome,
  PreparedResult,
} from '../../workers/protocol.ts';
import type { Pixels } from '../pixel-mode.ts';
import { abortable } from '../waiting/abortable.ts';
import { type GroupLimits, GroupQueue, READING } from './group-queue.ts';
import type { Patient } from './heartbeat.ts';
import { createLimiter, type Limiter } from './limiter.ts';
import { probeError, unwrap, withPath } from './picture-errors.ts';
import type { Suspects } from './suspects.ts';
import { Watchdog, WORKER_PATIENCE_MS } from './watchdog.ts';
import { connectWorker, type WorkerConnection, type WorkerSource } from './worker-connection.ts';

/** Pictures that a worker is to have at least: browsers decode in threads of their own, so one worker keeps several busy. */
export const CALLS_PER_WORKER = 4;

/**
 * What a worker decodes before it answers, for messages cost: with one for each picture, 1,000 photographs of 0.2 megapixels took two
 * workers a twentieth longer (Chromium 156, 20 interleaved rounds). What takes more bytes to decode goes alone. While one group is
 * decoded, another one waits in the worker.
 */
export const DECODING: Omit<GroupLimits<unknown>, 'bytesOf'> = { items: 16, bytes: 2 ** 25, groups: 2 };

/** A file to decode, and the name it goes by in errors. */
export interface EncodedPicture<F extends Blob = File> {
  readonly path: string;
  readonly file: F;
}

/** A picture whose file has been read in a worker, and which waits there. */
export interface PictureHandle extends OpenedPicture {
  /**
   * Decodes it as was asked for, once.
   *
   * @param takeSpare - Gives a buffer away that a resampled picture may be put into, if there is one; asked when it is the picture's
   *   turn, for by then others have been let go.
   * @throws ImageDatasetError `decode`, `unsupported`, `limit` or `worker-lost`, with the picture's path
   */
  prepare(takeSpare?: () => ArrayBuffer | undefined): Promise<PreparedResult>;
  /** Lets it go; needless after `prepare`. */
  close(): void;
}

/** What a worker is asked to do. */
type Run<T> = (remote: Comlink.Remote<DecodeWorker>) => Promise<T>;

/** A file to open, and the name it goes by in errors. */
interface PictureToOpen extends FileToOpen {
  readonly path: string;
}

/** A picture to decode, and the name it goes by in errors. */
interface PictureToDecode extends Pick<OpenedPicture, 'decodedBytes'> {
  readonly id: number;
  readonly path: string;
  readonly takeSpare: (() => ArrayBuffer | undefined) | undefined;
}

/** One worker of a pool: reads and decodes in turn, and is ended when it hangs. */
export class PoolWorker {
  /** Pictures that it has not finished with; its pool counts them. */
  pictures = 0;
  readonly #suspects: Suspects;
  readonly #ending = new AbortController();
  readonly #connection: Promise<WorkerConnection>;
  readonly #reads: GroupQueue<PictureToOpen, Outcome<OpenedPicture>>;
  readonly #decodes: GroupQueue<PictureToDecode, Outcome<PreparedResult>>;
  /** For single images: a slow disk that one of them waits for keeps no dataset from decoding. */
  readonly #limitLoads: Limiter = createLimiter(CALLS_PER_WORKER);
  readonly #watchdog = new Watchdog(() => this.end());
  #hasStarted = false;

  /**
   * @param suspects - Those of all workers of its pool.
   * @param onLost - Called once it does not start, or has ended or died.
   */
  constructor(source: WorkerSource | undefined, suspects: Suspects, onLost: () => void) {
    this.#suspects = suspects;
    this.#reads = new GroupQueue((files) => this.#readGroup(files), {
      ...READING,
      bytesOf: ({ path, file }) => (suspects.isReadAlone(path) ? Number.POSITIVE_INFINITY : file.size),
    });
    this.#decodes = new GroupQueue((pictures) => this.#decodeGroup(pictures), {
      ...DECODING,
      bytesOf: ({ path, decodedBytes }) => (suspects.isDecodedAlone(path) ? Number.POSITIVE_INFINITY : decodedBytes),
    });
    this.#connection = connectWorker(source, { signal: this.#ending.signal, onLost });
    this.#connection.then(() => {
      this.#hasStarted = true;
    }, onLost);
  }

  /** Whether it has answered. */
  get hasStarted(): boolean {
    return this.#hasStarted;
  }

  /** Ends it at once, also while it starts; calls in flight reject with `worker-lost`. */
  end(): void {
    this.#ending.abort();
  }

  /**
   * Reads a file and its header, and settles how it will be decoded.
   *
   * @param done - To be called when the picture is finished with; says whether that is news.
   */
  async open(picture: PictureToOpen, done: () => boolean, signal: AbortSignal): Promise<PictureHandle> {
    const { id, path, file } = picture;
    try {
      const connection = await abortable(signal, () => this.#connection);
      const opened = unwrap(await this.#reads.add(picture, signal), path, file);
      return {
        ...opened,
        prepare: async (takeSpare) => {
          try {
            const outcome = await this.#decodes.add({ id, path, decodedBytes: opened.decodedBytes, takeSpare });
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

  /** Does what `keras.utils.load_img` does. */
  async loadImage(
    { path, file }: EncodedPicture<Blob>,
    request: LoadImageRequest,
    signal?: AbortSignal,
  ): Promise<Pixels> {
    try {
      const connection = await abortable(signal, () => this.#connection);
      return await this.#limitLoads(async () => {
        signal?.throwIfAborted();
        const read = await this.#read<Outcome<Uint8Array<ArrayBuffer>>>(connection, [path], (remote) =>
          remote.readFile(file),
        );
        const bytes = unwrap(read, path, file);
        signal?.throwIfAborted();
        const given = Comlink.transfer(bytes, [bytes.buffer]);
        const outcome = await this.#suspects.decode([path], this.#watchdog, () =>
          connection.call<Outcome<Pixels>>((remote) => remote.loadImage(given, request)),
        );
        return unwrap(outcome, path, file);
      });
    } catch (error) {
      throw withPath(error, path);
    }
  }

  /** Finds out what the browser's own decoding does to pixels. */
  async probe(): Promise<BrowserDecoding> {
    const { call } = await this.#connection;
    const outcome = await this.#watchdog.watch(
      () => call<Outcome<BrowserDecoding>>((remote) => remote.probe()),
      () =>
        probeError(
          'unsupported',
          `finding out what it does to pixels did not end within ${WORKER_PATIENCE_MS / 1000} s`,
        ),
    );
    if (outcome.ok) return outcome.value;
    throw probeError(outcome.tag, outcome.reason);
  }

  async #readGroup(files: readonly PictureToOpen[]): Promise<readonly Outcome<OpenedPicture>[]> {
    const paths = files.map(({ path }) => path);
    const toOpen = files.map(({ id, file, request }) => ({ id, file, request }));
    return this.#read(await this.#connection, paths, (remote) => remote.open(toOpen));
  }

  /** Has files read, for as long as the worker is alive. */
  #read<T>({ call }: WorkerConnection, paths: readonly string[], run: Run<T>): Promise<T> {
    const patient: Patient = {
      ask: () => call((remote) => remote.hello()),
      isExcused: () => this.#watchdog.isWatching,
      onHang: () => this.end(),
    };
    return this.#suspects.read(paths, patient, () => call(run));
  }

  /** Has pictures decoded; a worker that does not come back is ended. */
  async #decodeGroup(pictures: readonly PictureToDecode[]): Promise<readonly Outcome<PreparedResult>[]> {
    const { call } = await this.#connection;
    const paths = pictures.map(({ path }) => path);
    return this.#suspects.decode(paths, this.#watchdog, () =>
      call((remote) => {
        const wanted = pictures.map(({ id, takeSpare }) => ({ id, spare: takeSpare?.() }));
        return remote.prepare(
          Comlink.transfer(
            wanted,
            wanted.flatMap(({ spare }) => spare ?? []),
          ),
        );
      }),
    );
  }
}
