import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PreparedPicture } from '../../src/engine/picture.ts';
import { pack } from '../../src/store/pack.ts';
import { StoreFiles, type SyncFile } from '../../workers/store/store-files.ts';
import { indexLine } from '../../workers/store/store-index.ts';

/** A file in memory; everything beyond `room` bytes fails, as on a full disk. */
class MemoryFile implements SyncFile {
  bytes = new Uint8Array();
  room = Number.POSITIVE_INFINITY;
  isOpen = true;
  flushed = 0;

  getSize = (): number => this.bytes.length;

  read(into: Uint8Array, { at }: { readonly at: number }): number {
    const found = this.bytes.subarray(at, at + into.length);
    into.set(found);
    return found.length;
  }

  write(from: Uint8Array, { at }: { readonly at: number }): number {
    if (at + from.length > this.room) throw new DOMException('It is full.', 'QuotaExceededError');
    if (at + from.length > this.bytes.length) this.truncate(at + from.length);
    this.bytes.set(from, at);
    return from.length;
  }

  truncate(size: number): void {
    const kept = this.bytes.subarray(0, size);
    this.bytes = new Uint8Array(size);
    this.bytes.set(kept);
  }

  flush(): void {
    this.flushed = this.bytes.length;
  }

  close(): void {
    this.isOpen = false;
  }
}

const picture = (...values: number[]): PreparedPicture => ({ kind: 'resampled', data: Float32Array.from(values) });
const file = (path: string, fingerprint = '0123456789abcdef') => ({ path, size: 3, fingerprint });

function disk() {
  const [data, index] = [new MemoryFile(), new MemoryFile()];
  const open = (description = 'as always', maxBytes = 10_000) => new StoreFiles(data, index, description, maxBytes);
  return { data, index, open };
}

/** A disk on which a visit left pictures 1, 2 and 3. */
function usedDisk() {
  const used = disk();
  const store = used.open();
  for (const number of [1, 2, 3]) store.write(number - 1, file(`${number}.png`), pack(picture(number, number)));
  store.close();
  return used;
}

/** What a store has, by path. */
const contents = (store: StoreFiles) => {
  const found = store.pictures.map(({ path }, id) => [path, store.read(id)] as const);
  return Object.fromEntries(found.filter(([, read]) => read !== null));
};
const three = { '1.png': picture(1, 1), '2.png': picture(2, 2), '3.png': picture(3, 3) };

test('a picture can be read as soon as it is written, into a spare buffer of its size', () => {
  const store = disk().open();
  expect(store.read(0)).toBeNull();
  const packed = pack(picture(5, 6));
  store.write(0, file('a.png'), packed);
  expect(store.bytes).toBe(packed.arrayBytes + packed.form.length);
  expect(store.read(0)).toEqual(picture(5, 6));
  const spare = new ArrayBuffer(8);
  const read = store.read(0, spare);
  expect(read).toEqual(picture(5, 6));
  expect(read?.kind === 'resampled' && read.data.buffer).toBe(spare);
  expect(store.read(0, new ArrayBuffer(12))).toEqual(picture(5, 6));
});

test('a later visit finds what was written, and whose it is', () => {
  const { open } = usedDisk();
  const store = open();
  expect(store.pictures[1]).toMatchObject({ ...file('2.png') });
  expect(contents(store)).toEqual(three);
  store.write(3, file('1.png', 'another'), pack(picture(7)));
  store.close();
  const next = open();
  expect(next.pictures).toHaveLength(3);
  expect(contents(next)).toEqual({ ...three, '1.png': picture(7) });
});

test('the index learns of pictures only after their bytes are safe', () => {
  const { data, index, open } = disk();
  const store = open();
  const head = index.bytes.length;
  store.write(0, file('a.png'), pack(picture(1)));
  expect(index.bytes.length).toBe(head);
  store.save();
  expect(data.flushed).toBe(data.bytes.length);
  expect(index.bytes.length).toBeGreaterThan(head);
});

test('pictures that are not in the index are no part of a later visit, and their bytes are used again', () => {
  const { data, open } = usedDisk();
  const store = open();
  const before = data.bytes.length;
  store.write(3, file('4.png'), pack(picture(4)));
  const next = open();
  expect(contents(next)).toEqual(three);
  expect(data.bytes.length).toBe(before);
});

test('a store of another description starts anew', () => {
  const { data, open } = usedDisk();
  expect(open('something else').pictures).toEqual([]);
  expect(data.bytes.length).toBe(0);
  expect(open().pictures).toEqual([]);
});

test('a store that is mostly pictures of changed files starts anew, and so does one that is too large', () => {
  const { open } = usedDisk();
  const again = open();
  for (const id of [3, 4, 5]) again.write(id, file('1.png'), pack(picture(id, id)));
  again.close();
  const half = open();
  expect(contents(half)).toEqual({ ...three, '1.png': picture(5, 5) });
  half.write(3, file('1.png'), pack(picture(9, 9)));
  half.close();
  expect(open().pictures).toEqual([]);
  expect(usedDisk().open('as always', 190).pictures).toEqual([]);
});

test.each(['data', 'index'] as const)('a full disk loses nothing that was there: %s', (which) => {
  const used = usedDisk();
  const store = used.open();
  const before = used[which].bytes.length;
  used[which].room = before + 50;
  const large = picture(...new Float32Array(100));
  expect(() => {
    store.write(3, file('4.png'), pack(large));
    store.save();
  }).toThrow('It is full.');
  expect(used[which].bytes.length).toBe(before);
  expect(contents(store)).toEqual(three);
  used[which].room = Number.POSITIVE_INFINITY;
  store.write(4, file('5.png'), pack(picture(5)));
  store.close();
  expect(contents(used.open())).toEqual({
    ...three,
    ...(which === 'index' && { '4.png': large }),
    '5.png': picture(5),
  });
});

test('the files are let go even if they can not be written', () => {
  const { data, index, open } = disk();
  const store = open();
  store.write(0, file('a.png'), pack(picture(1)));
  index.room = 0;
  expect(() => store.close()).toThrow('It is full.');
  expect([data.isOpen, index.isOpen]).toEqual([false, false]);
});

test('a torn index leads to what is before the tear, and to what comes after', () => {
  const { index, open } = usedDisk();
  index.truncate(index.bytes.length - 10);
  const store = open();
  const { '3.png': torn, ...whole } = three;
  expect(contents(store)).toEqual(whole);
  store.write(2, file('3.png'), pack(torn));
  store.close();
  expect(contents(open())).toEqual(three);
});

test('a data file that is cut short has what is left of it', () => {
  const { data, open } = usedDisk();
  data.truncate(data.bytes.length - 1);
  expect(Object.keys(contents(open()))).toEqual(['1.png', '2.png']);
});

test('whatever happens to the files, no picture comes out changed', () => {
  const damage = fc.record({
    which: fc.constantFrom('data', 'index'),
    at: fc.nat(),
    bytes: fc.uint8Array({ minLength: 1 }),
  });
  fc.assert(
    fc.property(damage, ({ which, at, bytes }) => {
      const used = usedDisk();
      const damaged = used[which as 'data' | 'index'];
      const begin = at % damaged.bytes.length;
      damaged.bytes.set(bytes.subarray(0, damaged.bytes.length - begin), begin);
      const store = used.open();
      expect(three).toMatchObject(contents(store));
      store.write(3, file('new.png'), pack(picture(8)));
      store.close();
      expect({ ...three, 'new.png': picture(8) }).toMatchObject(contents(used.open()));
    }),
    { numRuns: 200 },
  );
});

// Its entries were given to one call, each as an argument.
test('a store of 200,000 pictures can be opened again', () => {
  const { data, index, open } = disk();
  open().close();
  const line = (number: number): string =>
    indexLine({ ...file(`${number}.png`), begin: number, arrayBytes: 1, formBytes: 0, checksum: '' });
  const lines = Array.from({ length: 200_000 }, (_, number) => line(number));
  index.write(new TextEncoder().encode(lines.join('')), { at: index.getSize() });
  data.truncate(lines.length);
  expect(open('as always', 2 ** 30).pictures).toHaveLength(lines.length);
});
