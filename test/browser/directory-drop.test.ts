import { describe, expect, test } from 'vitest';
import { directoryFromDrop } from '../../src/directory/drop.ts';
import { listDirectory } from '../../src/directory/image-directory.ts';
import { listed } from '../listed.ts';

/** A drop that a script made: its files have neither an entry nor a handle. */
function dropOf(...items: readonly (File | string)[]): DataTransfer {
  const drop = new DataTransfer();
  for (const item of items) {
    if (typeof item === 'string') drop.items.add(item, 'text/plain');
    else drop.items.add(item);
  }
  return drop;
}

describe('directoryFromDrop', () => {
  test.each([
    ['its event', (drop: DataTransfer) => new DragEvent('drop', { dataTransfer: drop })],
    ['its data', (drop: DataTransfer) => drop],
  ])('takes files without an entry, by %s', async (_, given) => {
    const directory = await directoryFromDrop(
      given(dropOf(new File(['meow'], '1.jpg'), new File([], '2.jpg'), 'text')),
    );

    expect(
      listed((await listDirectory(directory)).folders)
        .files.map(({ path }) => path)
        .sort(),
    ).toEqual(['1.jpg', '2.jpg']);
    expect(await (await directory.open('1.jpg')).text()).toBe('meow');
    expect(directory.canBeSaved).toBe(false);
  });

  test.each([
    ['nothing', dropOf()],
    ['text', dropOf('a link')],
    ['an event without data', new DragEvent('drop')],
  ])('says what to do with %s', async (_, drop) => {
    await expect(directoryFromDrop(drop)).rejects.toMatchObject({
      tag: 'invalid-option',
      option: 'drop',
      message: expect.stringContaining('Drop a folder'),
    });
  });

  test('refuses two files of one name, naming both', async () => {
    await expect(directoryFromDrop(dropOf(new File([], '1.jpg'), new File([], '1.jpg')))).rejects.toMatchObject({
      tag: 'invalid-option',
      path: '1.jpg',
      message: expect.stringContaining("a file '1.jpg' and a file '1.jpg'"),
    });
  });
});
