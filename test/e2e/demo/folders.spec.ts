import { expect, type Page } from '@playwright/test';
import type { Files } from '../folders-on-disk.ts';
import { button, drop, fewOf, section, test, train } from './demo-page.ts';

test('names are text, whatever they say', async ({ page, sample, writeFolder }) => {
  page.on('dialog', () => expect(false, 'a name ran as a script').toBe(true));
  const files: Record<string, string | Uint8Array> = { 'cats/<u>broken.png': 'no picture' };
  for (const [index, content] of Object.values(sample).slice(0, 20).entries()) {
    files[`${index % 2 ? 'cats' : '<b>dogs'}/<img src=x onerror=alert(1)>${index}.png`] = content;
  }
  files['cats/<script>alert(2)<.txt'] = '';
  await drop(page, writeFolder('<s>markup', files));
  await expect(page.getByText('Found 21 files belonging to 2 classes.')).toBeVisible();
  await expect(page.getByRole('rowheader', { name: '<b>dogs' })).toBeVisible();
  await expect(page.getByRole('img', { name: /: <img src=x onerror=alert\(1\)>\d+\.png$/ }).first()).toBeVisible();
  await page.getByText('Ignored files: 1').click();
  await expect(page.getByText('cats/<script>alert(2)<.txt')).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'cats/<u>broken.png' })).toBeVisible();
  await page.getByRole('tab', { name: 'Python (Keras)' }).click();
  await expect(page.getByRole('tabpanel')).toContainText('"<s>markup"');
  await train(page, 1);
  await expect(page.getByRole('table', { name: 'Confusion matrix' })).toContainText('<b>dogs');
  await expect(page.locator('#page :is(b, s, u, script, img[src="x"])')).toHaveCount(0);
});

test('the sample images, and Cancel', async ({ page }) => {
  await beginSample(page);
  await button(page, 'Cancel').click();
  await expect(page.getByText('Cancelled.')).toBeVisible();
  await expect(button(page, 'Choose folder')).toBeFocused();
  // The files are checked in less time than it takes to see the button and click it from out here.
  await page.evaluate(() => {
    const observer = new MutationObserver(() => {
      const stop = Array.from(document.querySelectorAll('button')).find((one) => one.textContent === 'Stop checking');
      if (!stop) return;
      observer.disconnect();
      stop.focus();
      stop.click();
    });
    observer.observe(document.body, { childList: true, subtree: true, characterData: true });
  });
  await button(page, 'Try the sample images').click();
  await expect(page.getByText('Found 300 files belonging to 3 classes.')).toBeVisible();
  await expect(page.getByText('Not all files were checked.')).toBeVisible();
  await expect(button(page, 'Check all files')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('All 300 files checked, none is broken.')).toBeFocused({ timeout: 30_000 });
});

test('Choose folder: closing the picker is no error, a folder is shown', async ({ page, sample }) => {
  // No browser without a screen has a picker (`npm run test:picker` has both); a folder of the origin's own file system stands
  // for the chosen one.
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
      const answers = [() => Promise.reject(new DOMException('closed', 'AbortError')), () => Promise.resolve(root)];
      window.showDirectoryPicker = () => answers.shift()!();
    },
    Array.from(Object.values(sample)[0]!),
  );
  await button(page, 'Choose folder').click();
  await expect(page.getByRole('alert').filter({ visible: true })).toHaveCount(0);
  await button(page, 'Choose folder').click();
  await expect(page.getByText('Found 5 files belonging to 2 classes.')).toBeVisible();
  await expect(page.getByRole('list', { name: 'What the model sees' }).getByRole('listitem')).toHaveCount(4);
});

test('several folders dropped together are the classes', async ({ page, sample, writeFolder }) => {
  const folder = writeFolder('all', fewOf(sample, 3));
  await drop(page, `${folder}/circles`, `${folder}/squares`);
  await expect(page.getByText('Found 6 files belonging to 2 classes.')).toBeVisible();
});

test('uneven classes are said to be', async ({ page, sample, writeFolder }) => {
  const uneven = Object.entries(fewOf(sample, 9)).filter(([path]) => !/squares.*00[4-9]/.test(path));
  await drop(page, writeFolder('uneven', Object.fromEntries(uneven)));
  await expect(section(page, 'What was found')).toContainText('times as many pictures as “squares”');
});

test('photographs turned by EXIF are counted, and turned by a switch', async ({ page, sample, writeFolder }) => {
  const [, jpeg] = Object.entries(sample).find(([path]) => path.endsWith('.jpg'))!;
  const files: Files = { ...fewOf(sample, 4), 'circles/turned.jpg': withOrientation(jpeg, 6) };
  await drop(page, writeFolder('turned', files));
  await expect(page.getByText('1 photograph is upright only when turned as the EXIF data says.')).toBeVisible();
  const turn = page.getByRole('switch', { name: 'Turn photographs upright' });
  await expect(turn).not.toBeChecked();
  // Which of the parts has it, the seed says.
  const prepared = page.getByRole('img', { name: 'circles: turned.jpg' });
  const part = page.getByRole('combobox', { name: 'Part' });
  await expect(page.getByText('Batch 1 of 1.')).toBeVisible();
  if (!(await prepared.isVisible())) await part.selectOption('validation');
  const pixels = (): Promise<string> => prepared.evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  await expect(prepared).toBeVisible();
  const before = await pixels();
  await turn.check();
  await expect.poll(pixels).not.toBe(before);
  await expect(page.getByRole('tabpanel')).toContainText("orientation: 'apply'");
});

test('a folder without classes says what to do', async ({ page, sample, writeFolder }) => {
  const [picture] = Object.values(sample);
  await drop(page, writeFolder('flat', { 'one.png': picture!, 'two.png': picture! }));
  await expect(page.getByRole('alert').filter({ hasText: 'Each class takes a folder of its own' })).toBeVisible();
  await expect(button(page, 'Train')).toBeHidden();
  await button(page, 'Dismiss').click();
  await expect(button(page, 'Choose folder')).toBeFocused();
  await expect(page.getByRole('alert').filter({ visible: true })).toHaveCount(0);
});

test('a drop that fails leaves the folder and its model where they are', async ({ page, sample, writeFolder }) => {
  const [picture] = Object.values(sample);
  const flat = writeFolder('flat', { 'one.png': picture!, 'two.png': picture! });
  const found = page.getByText('Found 15 files belonging to 3 classes.');
  const problem = page.getByRole('alert').filter({ visible: true });
  await drop(page, writeFolder('shapes', fewOf(sample, 5)));
  await expect(found).toBeVisible();

  await drop(page, `${flat}/one.png`, `${flat}/two.png`);
  await expect(problem).toContainText('Train a model first, then drop pictures');
  await drop(page, `${flat}/one.png`);
  await expect(problem).toContainText('Train a model first, then drop pictures');
  await expect(found).toBeVisible();

  await train(page, 1);
  await drop(page, flat);
  await expect(problem).toContainText('No images found, 2 files left out');
  await expect(found).toBeVisible();
  // It is read at the end of the page too.
  await button(page, 'Export').scrollIntoViewIfNeeded();
  await expect(problem).toBeInViewport();
  await drop(page, `${flat}/one.png`, `${flat}/two.png`);
  await expect(section(page, 'Predict').getByRole('img', { name: 'one.png as the model sees it' })).toBeVisible();
  await expect(problem).toHaveText('Of 2 pictures only “one.png” is predicted. Drop one picture at a time.');
});

test('options that change while a folder is looked through are those it is shown with', async ({
  page,
  sample,
  writeFolder,
}) => {
  await drop(page, writeFolder('shapes', fewOf(sample, 5)));
  await expect(page.getByText('Found 15 files belonging to 3 classes.')).toBeVisible();
  // A disk that lists nothing until it is told to.
  await page.evaluate(() => {
    const holdListing = ({ dataTransfer }: DragEvent): void => {
      const folder = dataTransfer!.items[0]!.webkitGetAsEntry() as FileSystemDirectoryEntry;
      const prototype: FileSystemDirectoryReader = Object.getPrototypeOf(folder.createReader());
      const { readEntries } = prototype;
      prototype.readEntries = function (...callbacks) {
        addEventListener('list', () => readEntries.apply(this, callbacks), { once: true });
      };
      addEventListener('list', () => Object.assign(prototype, { readEntries }), { once: true });
    };
    addEventListener('drop', holdListing, { capture: true, once: true });
  });
  await drop(page, writeFolder('more', fewOf(sample, 9)));
  await expect(page.getByText('Looking through the folder …')).toBeVisible();
  const size = page.getByRole('spinbutton', { name: 'Image size' });
  await size.fill('24');
  await size.blur();
  const prepared = page.getByRole('complementary', { name: 'Original and prepared' });
  await expect(prepared).toContainText('As the model sees it 24 × 24 pixels');
  await page.evaluate(() => dispatchEvent(new Event('list')));
  await expect(page.getByText('Found 27 files belonging to 3 classes.')).toBeVisible();
  await expect(page.getByText('Batch 1 of 2.')).toBeVisible();
  await expect(prepared).toContainText('As the model sees it 24 × 24 pixels');
});

test('Cancel gives up the next folder, not the one that is there', async ({ page, sample, writeFolder }) => {
  await drop(page, writeFolder('shapes', fewOf(sample, 5)));
  await expect(page.getByText('Found 15 files belonging to 3 classes.')).toBeVisible();
  await beginSample(page);
  await button(page, 'Cancel').click();
  await expect(page.getByText('Cancelled.')).toBeVisible();
  await expect(page.getByText('All 15 files checked, none is broken.')).toBeVisible();
  await train(page, 1);
});

test('a folder with one class is shown, and not trained on', async ({ page, sample, writeFolder }) => {
  const circles = Object.entries(fewOf(sample, 9)).filter(([path]) => path.startsWith('circles'));
  await drop(page, writeFolder('one', Object.fromEntries(circles)));
  await expect(page.getByText('Training needs at least two classes')).toBeVisible();
  await expect(button(page, 'Train')).toBeDisabled();
});

/** Has the sample images drawn, of which the first is not done: all are in less time than it takes to click Cancel. */
async function beginSample(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { convertToBlob } = OffscreenCanvas.prototype;
    OffscreenCanvas.prototype.convertToBlob = () => {
      Object.assign(OffscreenCanvas.prototype, { convertToBlob });
      return new Promise(() => {});
    };
  });
  await button(page, 'Try the sample images').click();
}

/** A JPEG with an EXIF segment that says nothing but its orientation. */
function withOrientation(jpeg: Buffer, orientation: number): Buffer {
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
  const exif = [...Buffer.from('Exif\0\0'), ...tiff];
  const segment = Buffer.from([0xff, 0xe1, 0, exif.length + 2, ...exif]);
  return Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2)]);
}
