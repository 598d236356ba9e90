import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { listDirectory } from '../../src/directory/image-directory.ts';
import { openDirectory } from '../../src/directory/open-directory.ts';
import { listed } from '../listed.ts';

/** As in a browser that has no folder picker. */
function withoutPicker(): void {
  const picker = Object.getOwnPropertyDescriptor(globalThis, 'showDirectoryPicker');
  if (!picker) return;
  Reflect.deleteProperty(globalThis, 'showDirectoryPicker');
  onTestFinished(() => void Object.defineProperty(globalThis, 'showDirectoryPicker', picker));
}

/** As in a click, or not. */
function clicked(isActive: boolean): void {
  Object.defineProperty(navigator, 'userActivation', { configurable: true, value: { isActive } });
  onTestFinished(() => void Reflect.deleteProperty(navigator, 'userActivation'));
}

/** A user who does this with the browser's own dialogue. */
function user(answer: (input: HTMLInputElement) => void): void {
  const click = vi.spyOn(HTMLInputElement.prototype, 'click').mockImplementation(function (this: HTMLInputElement) {
    expect([this.type, this.webkitdirectory, this.isConnected]).toEqual(['file', true, true]);
    setTimeout(() => answer(this));
  });
  onTestFinished(() => click.mockRestore());
}

/** Puts a folder into an input, as choosing it does; no browser lets a script or WebDriver choose one in Firefox. */
function choose(input: HTMLInputElement, paths: readonly string[]): void {
  const data = new DataTransfer();
  for (const path of paths) {
    const file = new File([path], path.split('/').at(-1)!);
    data.items.add(Object.defineProperty(file, 'webkitRelativePath', { value: path }));
  }
  input.files = data.files;
  input.dispatchEvent(new Event('change'));
}

test.each([
  [{ startin: 'pictures' }, /Did you mean 'startIn'\?/],
  [{ signal: new AbortController() }, /signal must be an AbortSignal/],
])('%o: refused before a picker opens', async (options, message) => {
  await expect(openDirectory(options as object)).rejects.toMatchObject({
    tag: 'invalid-option',
    message: expect.stringMatching(message),
  });
});

describe('without a folder picker an <input webkitdirectory> stands in', () => {
  test('which gives the chosen folder', async () => {
    withoutPicker();
    clicked(true);
    user((input) => choose(input, ['animals/cats/1.jpg', 'animals/dogs/2.jpg']));
    const directory = await openDirectory();
    const { files, directories } = listed((await listDirectory(directory)).folders);

    expect(directory).toMatchObject({ name: 'animals', canBeSaved: false });
    expect(files.map(({ path }) => path).sort()).toEqual(['cats/1.jpg', 'dogs/2.jpg']);
    expect(directories.toSorted()).toEqual(['cats', 'dogs']);
    expect(await (await directory.open('dogs/2.jpg')).text()).toBe('animals/dogs/2.jpg');
    expect(document.querySelector('input')).toBeNull();
  });

  test('in which the user may choose nothing, or be kept waiting', async () => {
    withoutPicker();
    clicked(true);
    user((input) => input.dispatchEvent(new Event('cancel')));
    await expect(openDirectory()).rejects.toMatchObject({ name: 'AbortError' });

    const controller = new AbortController();
    user(() => controller.abort('enough'));
    await expect(openDirectory({ signal: controller.signal })).rejects.toBe('enough');
    expect(document.querySelector('input')).toBeNull();
  });

  test('which opens in a click only', async () => {
    withoutPicker();
    clicked(false);
    await expect(openDirectory()).rejects.toMatchObject({ tag: 'permission' });
  });
});
