import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, type Page, test } from '@playwright/test';
import { decodePng } from '../../workers/png-decoder.ts';
import { PAGES_URL } from './urls.ts';

const PICTURE = fileURLToPath(new URL('../goldens/pictures/png/rgb-landscape.png', import.meta.url));
const PIXELS = pixelsOf(readFileSync(PICTURE));
const NEGATIVE = PIXELS.map((value) => 255 - value);

function pixelsOf(file: Uint8Array): Buffer {
  return Buffer.from(decodePng(new Uint8Array(file), 3).data);
}

test.beforeEach(async ({ page }) => {
  await page.addInitScript(pickFromPrivateFiles);
  await page.goto(`${PAGES_URL}test/e2e/pages/image/index.html`);
  await page.getByLabel('Picture').setInputFiles(PICTURE);
  // The first time the server has yet to bundle the worker.
  await expect(page.locator('#description')).toHaveText('220 × 145, RGB', { timeout: 30_000 });
});

/** Runs in the page: pickers that give real handles of the origin's private file system, as if a user had chosen. */
function pickFromPrivateFiles(): void {
  Object.assign(globalThis, {
    showSaveFilePicker: async ({ suggestedName }: { suggestedName: string }) =>
      (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true }),
    showDirectoryPicker: async () =>
      (await navigator.storage.getDirectory()).getDirectoryHandle('pictures', { create: true }),
  });
}

/** The bytes of a file that the page has saved in its private file system. */
async function privateFile(page: Page, name: string, folder?: string): Promise<Buffer> {
  const bytes = await page.evaluate(
    async ([name, folder]) => {
      const root = await navigator.storage.getDirectory();
      const directory = folder ? await root.getDirectoryHandle(folder) : root;
      const file = await (await directory.getFileHandle(name)).getFile();
      return [...new Uint8Array(await file.arrayBuffer())];
    },
    [name, folder] as const,
  );
  return Buffer.from(bytes);
}

async function download(page: Page): Promise<{ readonly name: string; readonly file: Buffer }> {
  const [downloaded] = await Promise.all([page.waitForEvent('download'), page.locator('#download').click()]);
  return { name: downloaded.suggestedFilename(), file: await readFile(await downloaded.path()) };
}

const status = (page: Page) => expect(page.getByRole('status'));

test('a picture is loaded, shown, changed, and saved as a download', async ({ page }) => {
  const before = await download(page);
  expect(before.name).toBe('picture.png');
  expect(pixelsOf(before.file).equals(PIXELS)).toBe(true);

  await page.locator('#invert').click();
  const shown = await page.evaluate(() => {
    const view = document.querySelector('canvas')!;
    return [...view.getContext('2d')!.getImageData(0, 0, view.width, view.height).data];
  });
  expect(Buffer.from(shown.filter((_, at) => at % 4 < 3)).equals(NEGATIVE)).toBe(true);
  await page.getByLabel('File name').fill('my negative.png');
  const after = await download(page);
  expect(after.name).toBe('my negative.png');
  expect(pixelsOf(after.file).equals(NEGATIVE)).toBe(true);
  await status(page).toHaveText('Saved as PNG');
});

test('a name chooses the format, and one that tells none is an error that lists them', async ({ page }) => {
  await page.getByLabel('File name').fill('picture.JPG');
  const { file } = await download(page);
  expect([...file.subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
  await status(page).toHaveText('Saved as JPEG');

  await page.getByLabel('File name').fill('picture.tiff');
  await page.locator('#download').click();
  await status(page).toContainText(
    "invalid-option: '.tiff' is no format that can be saved. Let the name end in '.png'",
  );
});

test('a picture is saved to a file, and over it', async ({ page }) => {
  await page.locator('#save-file').click();
  await status(page).toHaveText('Saved as PNG');
  expect(pixelsOf(await privateFile(page, 'picture.png')).equals(PIXELS)).toBe(true);

  await page.locator('#invert').click();
  await page.locator('#save-file').click();
  await expect(async () => {
    expect(pixelsOf(await privateFile(page, 'picture.png')).equals(NEGATIVE)).toBe(true);
  }).toPass();
});

test('a disk that is full leaves the old file whole', async ({ page }) => {
  await page.locator('#save-file').click();
  await status(page).toHaveText('Saved as PNG');
  const cdp = await page.context().newCDPSession(page);
  const origin = new URL(PAGES_URL).origin;
  await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 10_000 });

  await page.locator('#invert').click();
  await page.locator('#save-file').click();
  await status(page).toContainText("save: 'picture.png' can't be written (QuotaExceededError");
  expect(pixelsOf(await privateFile(page, 'picture.png')).equals(PIXELS)).toBe(true);

  await cdp.send('Storage.overrideQuotaForOrigin', { origin });
  await page.locator('#save-file').click();
  await status(page).toHaveText('Saved as PNG');
  expect(pixelsOf(await privateFile(page, 'picture.png')).equals(NEGATIVE)).toBe(true);
});

test('a picture is saved into a folder', async ({ page }) => {
  await page.locator('#save-in-folder').click();
  await status(page).toHaveText('Saved as PNG');
  expect(pixelsOf(await privateFile(page, 'picture.png', 'pictures')).equals(PIXELS)).toBe(true);
});

test('a picture is saved into a stream', async ({ page }) => {
  const bytes = await page.evaluate(async () => {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const { picture, saveImg } = window.imagePage;
    const [body] = await Promise.all([
      new Response(readable as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer(),
      saveImg(writable, picture!, { fileFormat: 'png' }),
    ]);
    return [...new Uint8Array(body)];
  });
  expect(pixelsOf(Buffer.from(bytes)).equals(PIXELS)).toBe(true);
});

test("a picture of another site can't be read, and the error says what to do", async ({ page }) => {
  const url = 'http://elsewhere.example/picture.png';
  await page.route(url, (route) => route.fulfill({ path: PICTURE }));
  const error = await page.evaluate(async (address) => {
    const image = new Image();
    image.src = address;
    await image.decode();
    try {
      window.imagePage.imgToArray(image);
    } catch (error) {
      const { tag, message } = error as Error & { tag?: string };
      return { tag, message };
    }
  }, url);
  expect(error).toEqual({ tag: 'permission', message: expect.stringContaining("crossOrigin = 'anonymous'") });
});
