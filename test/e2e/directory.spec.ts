import { chmod, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { numberedBmp } from '../numbered-bmp.ts';
import { writeFolder } from './folders-on-disk.ts';
import { obedientChromium } from './obedient-chromium.ts';
import { NAMES_WITHOUT_HANDLE, PLAIN_NAMES } from './pages/directory/odd-names.ts';
import { chosen, drop, dropped, droppedHandle, PAGE, test, writeTree } from './pages/directory/real-folders.ts';

test.describe('the same index from a drop, a handle and an <input webkitdirectory>', () => {
  test('of plain names, hidden and nested ones included', async ({ page, temporary }) => {
    const files = PLAIN_NAMES.flatMap((name) => [name, `cats/${name}`, `cats/far/down/below/${name}`]);
    const folder = writeTree(join(temporary, 'animals'), [...files, '.git/config', '__MACOSX/._a.jpg', 'dir.jpg/a']);
    const expected = {
      name: 'animals',
      files: [...files, '.git/config', '__MACOSX/._a.jpg', 'dir.jpg/a'].sort(),
      directories: ['.git', '__MACOSX', 'cats', 'cats/far', 'cats/far/down', 'cats/far/down/below', 'dir.jpg'],
    };

    expect(await dropped(page, folder)).toEqual({ ...expected, canBeSaved: true });
    expect(await droppedHandle(page)).toEqual(expected);
    expect(await chosen(page, folder)).toEqual({ ...expected, canBeSaved: false });
  });

  test('but handles hide files and folders with certain names', async ({ page, temporary }) => {
    const files = [...NAMES_WITHOUT_HANDLE, 'a.jpg'].flatMap((name) => [name, `cats/${name}`]);
    const folder = writeTree(join(temporary, 'animals'), [...files, 'dogs: all/1.jpg', '~/1.jpg']);
    const complete = {
      name: 'animals',
      files: [...files, 'dogs: all/1.jpg', '~/1.jpg'].sort(),
      directories: ['cats', 'dogs: all', '~'],
    };

    expect(await dropped(page, folder)).toEqual({ ...complete, canBeSaved: true });
    expect(await chosen(page, folder)).toEqual({ ...complete, canBeSaved: false });
    expect(await droppedHandle(page)).toEqual({
      name: 'animals',
      files: ['a.jpg', 'cats/a.jpg'],
      directories: ['cats'],
    });
  });

  test("but an <input> knows no empty folders, and writes a folder's backslash as a slash", async ({
    page,
    temporary,
  }) => {
    const folder = writeTree(join(temporary, 'animals'), ['cats/1.jpg', 'cats/kittens/', 'dogs/', 'a\\b/1.jpg']);

    expect(await dropped(page, folder)).toMatchObject({
      files: ['a\\b/1.jpg', 'cats/1.jpg'],
      directories: ['a\\b', 'cats', 'cats/kittens', 'dogs'],
    });
    expect(await droppedHandle(page)).toMatchObject({
      files: ['cats/1.jpg'],
      directories: ['cats', 'cats/kittens', 'dogs'],
    });
    expect(await chosen(page, folder)).toMatchObject({
      files: ['a/b/1.jpg', 'cats/1.jpg'],
      directories: ['a', 'a/b', 'cats'],
    });
  });

  test('without what links inside the folder lead to', async ({ page, temporary }) => {
    writeTree(join(temporary, 'elsewhere'), ['1.jpg']);
    const folder = writeTree(join(temporary, 'animals'), ['cats/1.jpg']);
    await symlink(join(folder, 'cats/1.jpg'), join(folder, 'cats/link.jpg'));
    await symlink(join(temporary, 'elsewhere'), join(folder, 'dogs'));
    await symlink(folder, join(folder, 'cats/loop'));
    await symlink('nowhere', join(folder, 'broken.jpg'));
    const expected = { name: 'animals', files: ['cats/1.jpg'], directories: ['cats'] };

    expect(await dropped(page, folder)).toEqual({ ...expected, canBeSaved: true });
    expect(await droppedHandle(page)).toEqual(expected);
    expect(await chosen(page, folder)).toEqual({ ...expected, canBeSaved: false });
  });

  test('but an <input> leaves out a name that is no Unicode, where the others say what is wrong', async ({
    page,
    temporary,
  }) => {
    const folder = writeTree(join(temporary, 'animals'), ['cats/1.jpg']);
    await writeFile(Buffer.concat([Buffer.from(`${folder}/cats/`), Buffer.from([0xff, 0xfe])]), '');
    const error = { name: 'ImageDatasetError', tag: 'read', path: 'cats' };

    expect(await dropped(page, folder)).toMatchObject({ error });
    expect(await droppedHandle(page)).toMatchObject({ error });
    expect(await chosen(page, folder)).toMatchObject({ files: ['cats/1.jpg'], directories: ['cats'] });
  });
});

test.describe('directoryFromDrop', () => {
  test('lists all of 250 files in one folder', async ({ page, temporary }) => {
    const files = Array.from({ length: 250 }, (_, index) => `cats/${index}.jpg`);
    const folder = writeTree(join(temporary, 'animals'), files);

    expect((await dropped(page, folder)).files).toEqual(files.sort());
  });

  test('makes classes of several folders, and lays loose files beside them', async ({ page, temporary }) => {
    writeTree(temporary, ['cats/1.jpg', 'dogs/1.jpg', 'dogs/puppies/2.jpg', 'birds/', 'labels.csv']);
    const paths = ['cats', 'dogs', 'birds', 'labels.csv'].map((name) => join(temporary, name));

    expect(await dropped(page, ...paths)).toEqual({
      name: '',
      canBeSaved: true,
      files: ['cats/1.jpg', 'dogs/1.jpg', 'dogs/puppies/2.jpg', 'labels.csv'],
      directories: ['birds', 'cats', 'dogs', 'dogs/puppies'],
    });
    expect(await dropped(page, paths[0]!, paths[3]!)).toMatchObject({
      files: ['cats/1.jpg', 'labels.csv'],
      directories: ['cats'],
    });
  });

  test('takes loose files alone', async ({ page, temporary }) => {
    writeTree(temporary, ['1.jpg', '2.jpg']);

    expect(await dropped(page, join(temporary, '1.jpg'), join(temporary, '2.jpg'))).toEqual({
      name: '',
      canBeSaved: true,
      files: ['1.jpg', '2.jpg'],
      directories: [],
    });
    expect(await dropped(page, join(temporary, '2.jpg'))).toMatchObject({ files: ['2.jpg'], directories: [] });
  });

  test('refuses two folders of one name, naming both as the browser shows them', async ({ page, temporary }) => {
    writeTree(temporary, ['train/cats/1.jpg', 'test/cats/2.jpg', 'a/v1.5/1.jpg', 'b/v1.5/2.jpg']);
    const both = (one: string, other: string) => dropped(page, join(temporary, one), join(temporary, other));

    const { error } = await both('train/cats', 'test/cats');
    expect(error).toMatchObject({ name: 'ImageDatasetError', tag: 'invalid-option', path: 'cats (1)' });
    expect(error?.message).toContain("'cats' and 'cats (1)' were dropped together");
    expect((await both('a/v1.5', 'b/v1.5')).error?.message).toContain("'v1.5' and 'v1 (1).5'");
  });

  test('takes two loose files of one name, as the browser renames them', async ({ page, temporary }) => {
    writeTree(temporary, ['train/1.jpg', 'test/1.jpg']);

    expect(await dropped(page, join(temporary, 'train/1.jpg'), join(temporary, 'test/1.jpg'))).toMatchObject({
      files: ['1 (1).jpg', '1.jpg'],
    });
  });

  test('says that it must be called in the event', async ({ page, temporary }) => {
    await drop(page, writeTree(join(temporary, 'animals'), ['cats/1.jpg']));

    const late = page.evaluate(() => window.harness.outcome(window.harness.directoryFromDrop(window.harness.drop!)));
    expect(await late).toMatchObject({
      error: { tag: 'invalid-option', message: expect.stringContaining('in the drop event itself') },
    });
  });

  test('follows a link that is dropped itself, and does not offer to remember it', async ({ page, temporary }) => {
    writeTree(temporary, ['animals/cats/1.jpg']);
    await symlink(join(temporary, 'animals'), join(temporary, 'link'));

    expect(await dropped(page, join(temporary, 'link'))).toEqual({
      name: 'link',
      canBeSaved: false,
      files: ['cats/1.jpg'],
      directories: ['cats'],
    });
  });

  test('opens files by their path, and says which one has gone', async ({ page, temporary }) => {
    const folder = writeTree(join(temporary, 'animals'), ['cats/1.jpg', 'cats/2: b.jpg']);
    await drop(page, folder);

    const text = (path: string) =>
      page.evaluate(async (path) => (await (await window.harness.dropped!).open(path)).text(), path);
    expect(await text('cats/1.jpg')).toBe('cats/1.jpg');
    expect(await text('cats/2: b.jpg')).toBe('cats/2: b.jpg');

    await rm(join(folder, 'cats/1.jpg'));
    await expect(text('cats/1.jpg')).rejects.toThrow("The file 'cats/1.jpg' is not there any more");
    await expect(text('cats/3.jpg')).rejects.toThrow("There is no file 'cats/3.jpg' in the folder 'animals'");
  });

  test('says which folder has gone before it was listed', async ({ page, temporary }) => {
    const folder = writeTree(join(temporary, 'animals'), ['cats/1.jpg']);
    await drop(page, folder);
    await rm(folder, { recursive: true });

    expect(await page.evaluate(() => window.harness.outcome(window.harness.dropped))).toMatchObject({
      error: { tag: 'read', path: '', message: expect.stringContaining('The folder is not there any more') },
    });
    expect(await droppedHandle(page)).toMatchObject({ error: { tag: 'read', path: '' } });
  });
});

test.describe('openDirectory', () => {
  const opened = (page: Page) => page.evaluate(() => window.harness.outcome(window.harness.opened));

  test('gives the folder of the picker, which can be remembered', async ({ page, temporary }) => {
    await drop(page, writeTree(join(temporary, 'animals'), ['cats/1.jpg', 'dogs/']));
    // Headless Chromium cancels its own picker at once; the handle that it would give is the dropped folder's.
    await page.evaluate(() => {
      window.showDirectoryPicker = async (options) => {
        document.title = JSON.stringify(options);
        return window.harness.droppedHandle();
      };
    });
    await page.evaluate(() => {
      window.harness.pickerOptions = { id: 'sets', startIn: 'pictures' };
    });
    await page.getByText('Open').click();

    expect(await opened(page)).toEqual({
      name: 'animals',
      canBeSaved: true,
      files: ['cats/1.jpg'],
      directories: ['cats', 'dogs'],
    });
    expect(JSON.parse(await page.title())).toEqual({ mode: 'read', id: 'sets', startIn: 'pictures' });
  });

  test('rejects with AbortError when the picker is cancelled', async ({ page }) => {
    await page.getByText('Open').click();

    expect(await opened(page)).toMatchObject({ error: { name: 'AbortError' } });
  });

  test('says that it needs a click', async ({ page }) => {
    await page.goto(`${PAGE}?open-without-click`);

    expect(await opened(page)).toMatchObject({ error: { tag: 'permission' } });
  });

  test('names an option that the picker refuses', async ({ page }) => {
    await page.evaluate(() => {
      window.harness.pickerOptions = { id: 'not allowed!' };
    });
    await page.getByText('Open').click();

    expect(await opened(page)).toMatchObject({
      error: { tag: 'invalid-option', message: expect.stringContaining('not allowed!') },
    });
  });

  test.describe('without a folder picker', () => {
    test.beforeEach(async ({ page }) => {
      await page.addInitScript(() => Reflect.deleteProperty(window, 'showDirectoryPicker'));
      await page.reload();
    });

    test('asks with an <input>, whose folder can not be remembered', async ({ page, temporary }) => {
      const folder = writeTree(join(temporary, 'animals'), ['cats/1.jpg', 'dogs/2.jpg']);
      const asked = page.waitForEvent('filechooser');
      await page.getByText('Open').click();
      await (await asked).setFiles(folder);

      expect(await opened(page)).toEqual({
        name: 'animals',
        canBeSaved: false,
        files: ['cats/1.jpg', 'dogs/2.jpg'],
        directories: ['cats', 'dogs'],
      });
      await expect(page.locator('input')).toHaveCount(1);
    });

    test('rejects with AbortError when it is cancelled', async ({ page }) => {
      await page.getByText('Open').click();

      expect(await opened(page)).toMatchObject({ error: { name: 'AbortError' } });
      await expect(page.locator('input')).toHaveCount(1);
    });

    test('says that it needs a click', async ({ page }) => {
      await page.goto(`${PAGE}?open-without-click`);

      expect(await opened(page)).toMatchObject({ error: { tag: 'permission' } });
      await expect(page.locator('input')).toHaveCount(1);
    });
  });
});

test.describe('a remembered folder', () => {
  const save = (page: Page) =>
    page.evaluate(async () => window.harness.saveDirectory('last', await window.harness.dropped!));
  const restore = (page: Page) => page.evaluate(() => window.harness.restore('last'));
  const reconnected = async (page: Page) => {
    await page.getByText('Reconnect').click();
    return page.evaluate(() => window.harness.outcome(window.harness.reconnected));
  };

  test('is there after a reload, until it is forgotten', async ({ page, temporary }) => {
    await drop(page, writeTree(join(temporary, 'animals'), ['cats/1.jpg', 'dogs: all/1.jpg']));
    expect(await restore(page)).toBeUndefined();
    await save(page);
    await page.reload();

    expect(await restore(page)).toBe('granted');
    // Read by its handle now, which hides the second folder.
    expect(await reconnected(page)).toEqual({
      name: 'animals',
      canBeSaved: true,
      files: ['cats/1.jpg'],
      directories: ['cats'],
    });

    await page.evaluate(() => window.harness.forgetDirectory('last'));
    expect(await restore(page)).toBeUndefined();
  });

  test('can be several folders and files', async ({ page, temporary }) => {
    writeTree(temporary, ['cats/1.jpg', 'dogs/2.jpg', 'labels.csv']);
    const together = await dropped(page, ...['cats', 'dogs', 'labels.csv'].map((name) => join(temporary, name)));
    await save(page);
    await page.reload();

    expect(await restore(page)).toBe('granted');
    expect(await reconnected(page)).toEqual(together);

    await rm(join(temporary, 'dogs'), { recursive: true });
    expect(await restore(page)).toBe('gone');
  });

  test('is gone when it was deleted', async ({ page, temporary }) => {
    const folder = writeTree(join(temporary, 'animals'), ['cats/1.jpg']);
    await drop(page, folder);
    await save(page);
    await page.reload();
    await rm(folder, { recursive: true });

    expect(await restore(page)).toBe('gone');
    expect(await reconnected(page)).toMatchObject({
      error: { tag: 'read', message: expect.stringContaining("remembered as 'last' was moved, renamed or deleted") },
    });
  });

  test('must have come by handle', async ({ page, temporary }) => {
    await chosen(page, writeTree(join(temporary, 'animals'), ['cats/1.jpg']));

    const saved = page.evaluate(() => window.harness.saveDirectory('last', window.harness.chosen()));
    await expect(saved).rejects.toThrow("This directory can't be remembered");
    expect(await restore(page)).toBeUndefined();
  });

  test('waits for the user where the permission has lapsed', async ({ playwright, launchOptions, temporary }) => {
    // A profile on disk with a single tab loses its permissions at a reload; a context of Playwright's own keeps them.
    const context = await playwright.chromium.launchPersistentContext(join(temporary, 'profile'), launchOptions);
    const page = context.pages()[0]!;
    const folder = writeTree(join(temporary, 'animals'), ['cats/1.jpg']);
    await page.goto(PAGE);
    await drop(page, folder);
    await save(page);
    await page.reload();
    expect(await restore(page)).toBe('prompt');

    // Headless Chromium never answers a permission prompt. Dropping the folder again gives the stored handle its
    // permission back, as a yes would.
    await drop(page, folder);
    expect(await restore(page)).toBe('granted');
    expect(await reconnected(page)).toMatchObject({ name: 'animals', files: ['cats/1.jpg'] });
    await context.close();
  });

  test("whose permission is withdrawn, in the browser's settings, says so when it is listed, read and restored", async ({
    playwright,
    launchOptions,
    temporary,
  }) => {
    const context = await playwright.chromium.launchPersistentContext(join(temporary, 'profile'), launchOptions);
    const page = context.pages()[0]!;
    await page.goto(PAGE);
    await drop(page, await writeTree(join(temporary, 'animals'), ['cats/1.jpg', 'dogs/2.jpg']));
    await save(page);
    expect(await restore(page)).toBe('granted');
    await page.evaluate(() => window.harness.index(window.harness.remembered!.request()));

    const settings = await context.newPage();
    await settings.goto('chrome://settings/content/filesystem');
    await settings.evaluate(
      (origin) => {
        (globalThis as unknown as { chrome: { send(call: string, values: unknown[]): void } }).chrome.send(
          'revokeFileSystemGrants',
          [origin],
        );
      },
      `${new URL(PAGE).origin}/`,
    );
    await expect.poll(() => restore(page)).toBe('prompt');

    // What was indexed before, under either policy: it is no file's own fault.
    for (const onError of ['raise', 'skip'] as const) {
      const read = await page.evaluate((onError) => window.harness.readIndexed(onError), onError);
      expect(read).toMatchObject({ error: { tag: 'permission', path: 'cats/1.jpg' } });
    }
    expect(await droppedHandle(page)).toMatchObject({ error: { tag: 'permission', path: '' } });
    await context.close();
  });
});

test('a file that is closed after it was indexed fails by name, and the others come', async ({
  playwright,
  launchOptions,
  temporary,
}) => {
  const files = { 'cats/1.bmp': numberedBmp(1), 'cats/2.bmp': numberedBmp(2), 'dogs/3.bmp': numberedBmp(3) };
  const folder = writeFolder(join(temporary, 'animals'), files);
  const chromium = launchOptions.executablePath ?? playwright.chromium.executablePath();
  const executablePath = obedientChromium(chromium, temporary);
  const browser = await playwright.chromium.launch({ ...launchOptions, executablePath });
  const page = await browser.newPage();
  await page.goto(PAGE);
  await drop(page, folder);
  await page.evaluate(() => window.harness.index(window.harness.dropped!));
  expect(await page.evaluate(() => window.harness.readIndexed('raise'))).toEqual({ pictures: 3, skipped: [] });

  await chmod(join(folder, 'cats/2.bmp'), 0o000);
  const message = expect.stringContaining('the operating system does not let it be read');
  const error = { name: 'ImageDatasetError', tag: 'read', path: 'cats/2.bmp', message };
  expect(await page.evaluate(() => window.harness.readIndexed('raise'))).toEqual({ error });
  expect(await page.evaluate(() => window.harness.readIndexed('skip'))).toEqual({ pictures: 2, skipped: [error] });

  await chmod(join(folder, 'cats/2.bmp'), 0o600);
  expect(await page.evaluate(() => window.harness.readIndexed('skip'))).toEqual({ pictures: 3, skipped: [] });
  await browser.close();
});
