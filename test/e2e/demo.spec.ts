import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { PAGES_URL } from './urls.ts';

/** Files by their path in a folder. */
type Files = Record<string, string | Uint8Array>;

const CLASSES = ['circles', 'squares', 'triangles'];

/** What the generated sample has, read back from a page that made it. */
let sample: Record<string, Buffer>;
let folders: string;

test.beforeAll(async ({ browser }) => {
  folders = mkdtempSync(join(tmpdir(), 'tfjs-image-dataset-demo-'));
  const page = await browser.newPage();
  await page.goto(`${PAGES_URL}package.json`);
  const files = await page.evaluate(async (module: string) => {
    const { makeSampleImages }: typeof import('../../demo/sample/sample-images.ts') = await import(module);
    const made = await makeSampleImages({ signal: new AbortController().signal, onProgress() {} });
    const read = (file: File): Promise<string> =>
      new Promise((resolve) => {
        const reader = new FileReader();
        reader.onload = () => resolve(String(reader.result));
        reader.readAsDataURL(file);
      });
    return Promise.all(made.map(async ({ path, file }) => ({ path, url: await read(file) })));
  }, '/demo/sample/sample-images.ts');
  await page.close();
  const contentOf = (url: string): Buffer => Buffer.from(url.slice(url.indexOf(',')), 'base64');
  sample = Object.fromEntries(files.map(({ path, url }) => [path, contentOf(url)]));
});

test.afterAll(() => rmSync(folders, { recursive: true }));

test.beforeEach(({ page }) => page.goto('/'));

function writeFolder(name: string, files: Files): string {
  for (const [path, content] of Object.entries(files)) {
    const target = join(folders, name, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
  }
  return join(folders, name);
}

/** Drops folders on the page as a hand would: real entries and handles come out. */
async function drop(page: Page, ...paths: string[]): Promise<void> {
  await ready(page);
  const cdp = await page.context().newCDPSession(page);
  const data = { items: [], files: paths, dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await cdp.send('Input.dispatchDragEvent', { type, x: 300, y: 200, data });
  }
}

async function ready(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Choose folder' })).toBeEnabled();
}

function button(page: Page, name: string): Locator {
  return page.getByRole('button', { name, exact: true });
}

/** Trains to the end and gives the last validation accuracy, in percent. */
async function train(page: Page): Promise<number> {
  await button(page, 'Train').click();
  await expect(page.getByText(/^Done after/)).toBeVisible({ timeout: 110_000 });
  const text = await page.getByRole('status').filter({ hasText: 'validation accuracy' }).textContent();
  expect(text).toMatch(/^validation accuracy \d+\.\d %$/);
  return Number.parseFloat(text!.replace(/^\D+/, ''));
}

/** The cells of a table's body. */
async function cells(table: Locator): Promise<string[][]> {
  const rows = await table.locator('tbody tr').all();
  return Promise.all(rows.map((row) => row.locator('th, td').allInnerTexts()));
}

test('the sample: found, shown and learnt', async ({ page }) => {
  await button(page, 'Try the sample images').click();
  await expect(page.getByText('Found 300 files belonging to 3 classes.')).toBeVisible();
  const pictures = page.getByRole('list', { name: 'What the model sees' }).getByRole('listitem');
  await expect(pictures).toHaveCount(16);
  for (const picture of await pictures.all()) {
    // The folder is the label, and the name tells the truth.
    const [label, name] = await picture.locator('strong, span').allTextContents();
    expect(CLASSES).toContain(label);
    expect(`${name!.split('-')[0]}s`).toBe(label);
    await expect(picture.getByRole('img', { name: `${label}: ${name}` })).toBeVisible();
  }
  await expect(page.getByText('Pictures are prepared by the engine')).toBeVisible();
  expect(await train(page)).toBeGreaterThan(90);
});

test('a folder from disk with junk in it', async ({ page }) => {
  const picture = sample['circles/circle-001.bmp'] ?? Object.values(sample)[0]!;
  const folder = writeFolder('junk', {
    ...sample,
    'circles/._circle-001.jpg': Uint8Array.of(0, 5, 0x16, 7, 0, 2, 0, 0),
    'squares/empty.jpg': '',
    'triangles/renamed.png': 'no picture at all',
    'circles/nested/more.png': picture,
    'circles/notes.txt': 'not even called one',
    'squares/Thumbs.db': 'nor this',
    '.hidden/picture.png': picture,
    'cover.png': picture,
  });
  await drop(page, folder);
  await expect(page.getByText('Found 304 files belonging to 3 classes.')).toBeVisible();

  const counts = await cells(page.getByRole('table', { name: 'What was found' }));
  expect(counts.map(([name, training, validation]) => [name, Number(training) + Number(validation)])).toEqual([
    ['circles', 102],
    ['squares', 101],
    ['triangles', 101],
  ]);
  expect(counts.reduce((sum, [, , validation]) => sum + Number(validation), 0)).toBe(60);

  const ignored = page.getByRole('group').filter({ hasText: 'Ignored files: 4' });
  await ignored.getByText('Ignored files: 4').click();
  expect((await ignored.getByRole('listitem').allTextContents()).sort()).toEqual([
    '1 in a hidden folder: .hidden/picture.png',
    '1 outside of the class folders: cover.png',
    '1 unsupported extension .db: squares/Thumbs.db',
    '1 unsupported extension .txt: circles/notes.txt',
  ]);

  expect(await train(page)).toBeGreaterThan(90);
  const skipped = page.getByRole('group').filter({ hasText: 'Skipped files' }).getByRole('listitem');
  expect((await skipped.allTextContents()).sort()).toEqual([
    expect.stringMatching(/circles\/\._circle-001\.jpg.*AppleDouble/),
    expect.stringMatching(/squares\/empty\.jpg.*it is empty/),
    expect.stringMatching(/triangles\/renamed\.png.*its content is/),
  ]);
});

test('labels that mean nothing are not learnt', async ({ page }) => {
  // Each class folder gets a third of each shape.
  const shuffled = Object.entries(sample).map(([path, content], index) => {
    const name = path.slice(path.indexOf('/') + 1);
    return [`${CLASSES[Math.floor(index / CLASSES.length) % CLASSES.length]}/${name}`, content];
  });
  await drop(page, writeFolder('shuffled', Object.fromEntries(shuffled)));
  await expect(page.getByText('Found 300 files belonging to 3 classes.')).toBeVisible();
  expect(await train(page)).toBeLessThan(60);
});

test('the page stays alive while it trains, and Stop ends it', async ({ page }) => {
  await button(page, 'Try the sample images').click();
  await button(page, 'Train').waitFor();
  // How often a timer had fired when the page showed each batch.
  const ticksAtBatches = await page.evaluateHandle(() => {
    const text = document.getElementById('training-text')!;
    const seen: number[] = [];
    let ticks = 0;
    const tick = (): void => {
      ticks += 1;
      setTimeout(tick);
    };
    tick();
    const note = (): unknown => text.textContent.startsWith('Epoch') && seen.push(ticks);
    new MutationObserver(note).observe(text, { childList: true });
    return seen;
  });
  await button(page, 'Train').click();
  await expect(page.getByText(/^Epoch [2-9] of/)).toBeVisible();
  await button(page, 'Stop').click();
  await expect(page.getByText(/^Stopped after/)).toBeVisible();
  await expect(button(page, 'Train')).toBeFocused();
  expect((await cells(page.getByRole('table', { name: 'Epochs' }))).length).toBeLessThan(12);
  const ticks = await ticksAtBatches.jsonValue();
  expect(ticks.length).toBeGreaterThan(15);
  expect(new Set(ticks).size).toBe(ticks.length);
});

test('names are text, whatever they say', async ({ page }) => {
  page.on('dialog', () => expect(false, 'a name ran as a script').toBe(true));
  const files: Files = { 'cats/<u>broken.png': 'no picture' };
  for (const [index, content] of Object.values(sample).slice(0, 20).entries()) {
    files[`${index % 2 ? 'cats' : '<b>dogs'}/<img src=x onerror=alert(1)>${index}.png`] = content;
  }
  files['cats/<script>alert(2)<.txt'] = '';
  await drop(page, writeFolder('markup', files));
  await expect(page.getByText('Found 21 files belonging to 2 classes.')).toBeVisible();
  await expect(page.getByRole('rowheader', { name: '<b>dogs' })).toBeVisible();
  await expect(page.getByText(/^<img src=x onerror=alert\(1\)>\d+\.png$/)).toHaveCount(3);
  await page.getByText('Ignored files: 1').click();
  await expect(page.getByText('cats/<script>alert(2)<.txt')).toBeVisible();
  await button(page, 'Train').click();
  await expect(page.getByRole('listitem').filter({ hasText: 'cats/<u>broken.png' })).toBeVisible();
  await expect(page.locator('body :is(img, b, u, script)')).toHaveCount(0);
});

test('Cancel ends the search for pictures', async ({ page }) => {
  await button(page, 'Try the sample images').click();
  await button(page, 'Cancel').click();
  await expect(page.getByText('Cancelled.')).toBeVisible();
  await expect(button(page, 'Choose folder')).toBeFocused();
  await button(page, 'Try the sample images').click();
  await expect(page.getByText('Found 300 files belonging to 3 classes.')).toBeVisible();
});

test('Choose folder: closing the picker is no error, a folder is shown', async ({ page }) => {
  await ready(page);
  // No browser without a screen has a picker; a folder of the origin's own file system stands for the chosen one.
  await page.evaluate(
    async (picture) => {
      const root = await navigator.storage.getDirectory();
      for (const name of ['cats', 'dogs', 'dogs', 'cats', 'cats'].map((name, index) => `${name}/${index}.png`)) {
        const [folder = '', file = ''] = name.split('/');
        const handle = await (await root.getDirectoryHandle(folder, { create: true })).getFileHandle(file, {
          create: true,
        });
        const writable = await handle.createWritable();
        await writable.write(new Uint8Array(picture));
        await writable.close();
      }
      const closed = Promise.reject(new DOMException('closed', 'AbortError'));
      const answers = [closed, Promise.resolve(root)];
      window.showDirectoryPicker = () => answers.shift()!;
    },
    Array.from(Object.values(sample)[0]!),
  );
  await button(page, 'Choose folder').click();
  await expect(page.getByRole('alert')).toBeHidden();
  await button(page, 'Choose folder').click();
  await expect(page.getByText('Found 5 files belonging to 2 classes.')).toBeVisible();
  await expect(page.getByRole('list', { name: 'What the model sees' }).getByRole('listitem')).toHaveCount(1);
});

test('another folder takes the place of the one that is being learnt', async ({ page }) => {
  await button(page, 'Try the sample images').click();
  await button(page, 'Train').click();
  await expect(page.getByText(/^Epoch 1 of/)).toBeVisible();
  const [picture] = Object.values(sample);
  const names = Array.from({ length: 10 }, (_, index) => `${index % 2 ? 'left' : 'right'}/${index}.png`);
  await drop(page, writeFolder('second', Object.fromEntries(names.map((name) => [name, picture!]))));
  await expect(page.getByText('Found 10 files belonging to 2 classes.')).toBeVisible();
  await button(page, 'Train').click();
  await expect(page.getByText(/^Done after/)).toBeVisible();
  await expect(page.getByRole('alert')).toBeHidden();
});

test('a folder without classes says what to do', async ({ page }) => {
  const [picture] = Object.values(sample);
  await drop(page, writeFolder('flat', { 'one.png': picture!, 'two.png': picture! }));
  await expect(page.getByRole('alert')).toContainText('folder of their own');
  await expect(button(page, 'Train')).toBeHidden();
});
