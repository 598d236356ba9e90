import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import * as tf from '@tensorflow/tfjs';
import { button, CLASSES, cells, drop, fewOf, readAccuracy, readExport, section, test, train } from './demo-page.ts';
import { graphExtractor, makeExtractor } from './extractors.ts';

test('closing the page asks while it trains, and until the model was taken home', async ({
  page,
  sample,
  writeFolder,
}) => {
  await drop(page, writeFolder('shapes', fewOf(sample, 40)));
  await page.getByRole('spinbutton', { name: 'Epochs' }).fill('50');
  await button(page, 'Train').click();
  await expect(page.getByText(/^Epoch \d+ of/)).toBeVisible();
  await closeAndStay(page);
  await expect(page.getByText(/^Epoch ([2-9]|\d\d) of/)).toBeVisible();
  await button(page, 'Stop').click();
  await expect(page.getByText(/^Stopped (in|after) epoch .* in all/)).toBeVisible();
  await closeAndStay(page);
  await Promise.all([page.waitForEvent('download'), button(page, 'Export').click()]);
  const questions: string[] = [];
  page.on('dialog', async (dialog) => {
    questions.push(dialog.type());
    await dialog.accept();
  });
  await page.reload();
  expect(questions).toEqual([]);
});

test('labels that mean nothing are not learnt', async ({ page, sample, writeFolder }) => {
  // Each class folder gets a third of each shape.
  const shuffled = Object.entries(fewOf(sample, 60)).map(([path, content], index) => {
    const name = path.slice(path.indexOf('/') + 1);
    return [`${CLASSES[Math.floor(index / CLASSES.length) % CLASSES.length]}/${name}`, content];
  });
  await drop(page, writeFolder('shuffled', Object.fromEntries(shuffled)));
  await expect(page.getByText('Found 180 files belonging to 3 classes.')).toBeVisible();
  await train(page, 2);
  expect(await readAccuracy(page)).toBeLessThan(60);
});

test('the page stays alive while it trains; Pause, Continue and Stop', async ({ page, sample, writeFolder }) => {
  await drop(page, writeFolder('shapes', fewOf(sample, 40)));
  await button(page, 'Train').waitFor();
  // What the page said, and how often a timer had fired when it showed each batch.
  const shown = await page.evaluateHandle(() => {
    const texts: string[] = [];
    const ticksAtBatches: number[] = [];
    let ticks = 0;
    const tick = (): void => {
      ticks += 1;
      setTimeout(tick);
    };
    tick();
    let last = '';
    const note = (): void => {
      const text = document.getElementById('training-text')?.textContent ?? '';
      if (text !== texts.at(-1)) texts.push(text);
      const [batch = ''] = text.match(/^Epoch.*batch \d+/) ?? [];
      if (batch !== '' && batch !== last) ticksAtBatches.push(ticks);
      last = batch;
    };
    new MutationObserver(note).observe(document.body, { childList: true, characterData: true, subtree: true });
    const waitTicks = (more: number): Promise<void> =>
      new Promise((resolve) => {
        const until = ticks + more;
        const look = (): unknown => (ticks >= until ? resolve() : setTimeout(look));
        look();
      });
    return { texts, ticksAtBatches, waitTicks };
  });
  await page.getByRole('spinbutton', { name: 'Epochs' }).fill('50');
  await button(page, 'Train').click();
  await expect(page.getByText(/^Epoch \d+ of/)).toBeVisible();
  await button(page, 'Pause').click();
  await expect(button(page, 'Continue')).toBeFocused();
  await expect(page.getByText(/Paused\.$/)).toBeVisible();
  // The batch that was being learnt has ended: nothing moves.
  const paused = await page.getByText(/Paused\.$/).textContent();
  await shown.evaluate(({ waitTicks }) => waitTicks(100));
  expect(await page.getByText(/Paused\.$/).textContent()).toBe(paused);
  await button(page, 'Continue').click();
  await expect(page.getByText(/^Epoch ([2-9]|\d\d) of/)).toBeVisible({ timeout: 60_000 });
  await button(page, 'Stop').click();
  await expect(page.getByText(/^Stopped .* in all\.$/)).toBeVisible();
  await expect(button(page, 'Train')).toBeFocused();
  await page.getByText('Epochs as a table').click();
  expect((await cells(page.getByRole('table', { name: 'Epochs' }))).length).toBeLessThan(50);
  const { texts, ticksAtBatches } = await shown.evaluate(({ texts, ticksAtBatches }) => ({ texts, ticksAtBatches }));
  expect(ticksAtBatches.length).toBeGreaterThan(5);
  expect(new Set(ticksAtBatches).size).toBe(ticksAtBatches.length);
  const first = ['Loading TensorFlow.js …', 'Preparing the first batch …', 'Batch 1 …', 'Epoch 1 of 50, batch 1 of 6.'];
  expect(texts.filter((text) => first.includes(text))).toEqual(first);
  expect(texts[texts.indexOf(paused!) - 1]).toMatch(/^Pausing after this (batch|epoch) …$/);
});

test('Stop shows that it was pressed, and that an epoch was not learnt to its end', async ({
  page,
  sample,
  writeFolder,
}) => {
  await drop(page, writeFolder('shapes', fewOf(sample, 10)));
  await page.getByRole('spinbutton', { name: 'Batch size' }).fill('1');
  await expect(page.getByText('Batch 1 of 24.')).toBeVisible();
  // An epoch is learnt in less time than it takes to see a batch and click from out here.
  const shown = await page.evaluateHandle(() => {
    const seen: string[] = [];
    const note = (): void => {
      const text = document.getElementById('training-text')?.textContent ?? '';
      const disabled = [...document.querySelectorAll('.buttons button:disabled')].map(({ textContent }) => textContent);
      const isFirst = !seen.some((line) => line.includes('batch 1 of')) && text.includes('batch 1 of');
      seen.push([text, ...disabled].join(' '));
      if (!isFirst) return;
      Array.from(document.querySelectorAll('button'))
        .find((one) => one.textContent === 'Stop')!
        .click();
    };
    new MutationObserver(note).observe(document.body, {
      attributes: true,
      characterData: true,
      childList: true,
      subtree: true,
    });
    return seen;
  });
  await button(page, 'Train').click();
  await expect(page.getByText(/^Stopped in epoch 1, \d/)).toBeVisible();
  expect(await shown.jsonValue()).toContain('Stopping after this batch … Pause Stop');
  await expect(section(page, 'How good it is')).toContainText(
    'Stopped in epoch 1; judged on the 6 validation pictures',
  );
  await page.getByText('Epochs as a table').click();
  expect((await cells(page.getByRole('table', { name: 'Epochs' })))[0]![0]).toBe('1, stopped');
});

test('a press of Train takes the epochs that are shown, not an empty field', async ({ page, sample, writeFolder }) => {
  await drop(page, writeFolder('shapes', fewOf(sample, 5)));
  const epochs = page.getByRole('spinbutton', { name: 'Epochs' });
  await epochs.fill('2');
  await epochs.fill('');
  await expect(epochs).toHaveAccessibleDescription('A whole number from 1 to 500.');
  await button(page, 'Train').click();
  await expect(epochs).toHaveValue('2');
  await expect(page.getByText(/^Done after/)).toBeVisible();
  await page.getByText('Epochs as a table').click();
  expect(await cells(page.getByRole('table', { name: 'Epochs' }))).toHaveLength(2);
});

test('pictures are kept on disk for later epochs and visits, where that is asked for', async ({
  page,
  sample,
  writeFolder,
}) => {
  const countFolders = (): Promise<number> =>
    page.evaluate(async () => {
      let folders = 0;
      for await (const _ of (await navigator.storage.getDirectory()).keys()) folders++;
      return folders;
    });
  const chooseDisk = (): Promise<unknown> => page.getByRole('combobox', { name: 'Cache' }).selectOption('disk');
  await drop(page, writeFolder('shapes', fewOf(sample, 5)));
  await train(page, 2);
  expect(await countFolders()).toBe(0);
  await chooseDisk();
  await train(page, 2);
  expect(await countFolders()).toBe(1);
  // Of its twelve pictures, in the second epoch.
  expect((await readReport(page)).cache.hits).toBe(12);

  await page.reload();
  await button(page, 'Reopen shapes').click();
  await chooseDisk();
  await train(page, 1);
  expect(await countFolders()).toBe(1);
  expect((await readReport(page)).cache.hits).toBe(12);
});

test('a file that is deleted after it was found is left out of training', async ({ page, sample, writeFolder }) => {
  const folder = writeFolder('shapes', fewOf(sample, 10));
  await drop(page, folder);
  await expect(page.getByText('All 30 files checked, none is broken.')).toBeVisible();
  // Some of them are for validation.
  const deleted = Object.keys(fewOf(sample, 10)).slice(1, 6);
  for (const path of deleted) rmSync(join(folder, path));
  await train(page, 2);
  await expect(page.getByRole('alert').filter({ visible: true })).toHaveCount(0);
  await readAccuracy(page);
  const { skipped } = await readReport(page);
  expect(skipped.map(({ path, tag }) => [path, tag]).sort()).toEqual(deleted.map((path) => [path, 'read']).sort());
});

test('a folder that is deleted after it was found is no longer trained on, and the page says why', async ({
  page,
  sample,
  writeFolder,
}) => {
  const folder = writeFolder('shapes', fewOf(sample, 10));
  await drop(page, folder);
  await expect(page.getByText('All 30 files checked, none is broken.')).toBeVisible();
  await train(page, 1);
  rmSync(folder, { recursive: true });
  await button(page, 'Train').click();
  await expect(section(page, 'Training').getByRole('alert')).toContainText('None of the images could be used');
  // It can be tried again, and nothing took the place of what was learnt before.
  await expect(button(page, 'Train')).toBeEnabled();
  await expect(page.getByText(/^Done after/)).toBeVisible();
  await expect(section(page, 'How good it is')).toContainText('After epoch 1; judged on the 6 validation pictures');
});

test('another folder takes the place of the one that is being learnt, if the visitor says so', async ({
  page,
  sample,
  writeFolder,
}) => {
  await drop(page, writeFolder('first', fewOf(sample, 40)));
  await page.getByRole('spinbutton', { name: 'Epochs' }).fill('50');
  await button(page, 'Train').click();
  await expect(page.getByText(/^Epoch \d+ of/)).toBeVisible();
  const [picture] = Object.values(sample);
  const names = Array.from({ length: 10 }, (_, index) => `${index % 2 ? 'left' : 'right'}/${index}.png`);
  const second = writeFolder('second', Object.fromEntries(names.map((name) => [name, picture!])));
  const questions: string[] = [];
  page.once('dialog', async (dialog) => {
    questions.push(dialog.message());
    await dialog.dismiss();
  });
  await drop(page, second);
  await expect.poll(() => questions).toEqual([expect.stringContaining('was not exported')]);
  await expect(page.getByText('Found 120 files belonging to 3 classes.')).toBeVisible();
  await expect(page.getByText(/^Epoch ([2-9]|\d\d) of/)).toBeVisible();
  page.once('dialog', (dialog) => dialog.accept());
  await drop(page, second);
  await expect(page.getByText('Found 10 files belonging to 2 classes.')).toBeVisible();
  await train(page, 1);
  await expect(page.getByRole('alert').filter({ visible: true })).toHaveCount(0);
  // Nor does a training leave tensors behind: the next one holds as many.
  const held = await page.getByText(/tfjs holds .* tensors/).textContent();
  await train(page, 1);
  await expect(page.getByText(/tfjs holds .* tensors/)).toContainText(held!.match(/\d+ tensors/)![0]);
});

test('transfer learning: a model from an address, and one of dropped files', async ({ page, sample, writeFolder }) => {
  const files = await makeExtractor();
  const address = 'http://models.example/extractor/';
  await page.route(`${address}*`, (route) => {
    const name = route.request().url().slice(address.length);
    const headers = { 'access-control-allow-origin': '*' };
    return files[name]
      ? route.fulfill({ body: Buffer.from(files[name]), headers })
      : route.fulfill({ status: 404, headers });
  });
  await drop(page, writeFolder('shapes', fewOf(sample, 10)));
  await page.getByText('Transfer learning').click();
  const field = page.getByRole('textbox', { name: 'Address of a feature extractor' });
  await field.fill(`${address}missing.json`);
  await button(page, 'Load').click();
  await expect(page.getByRole('alert').filter({ hasText: 'the server answers 404' })).toBeVisible();
  await field.fill(`${address}model.json`);
  await button(page, 'Load').click();
  await expect(page.getByText('8 for each picture of 24 × 24 pixels, rgb.')).toBeVisible();
  // The loader follows: the model takes pictures of 24 × 24.
  await expect(page.getByRole('spinbutton', { name: 'Image size' })).toHaveValue('24');
  await train(page, 1);
  await readAccuracy(page);

  const zip = await readExport(page);
  expect(Object.keys(zip)).toEqual(
    expect.arrayContaining(['model/model.json', 'extractor/model.json', 'extractor/weights.bin']),
  );
  const head = await tf.loadLayersModel(
    tf.io.fromMemory({
      modelTopology: JSON.parse(new TextDecoder().decode(zip['model/model.json'])).modelTopology,
      weightSpecs: JSON.parse(new TextDecoder().decode(zip['model/model.json'])).weightsManifest[0].weights,
      weightData: zip['model/weights.bin']!.slice().buffer,
    }),
  );
  expect([head.inputs[0]!.shape, head.outputs[0]!.shape]).toEqual([
    [null, 8],
    [null, 3],
  ]);

  // Both models come along to another backend, and the extractor can be learnt from there.
  await page.getByRole('combobox', { name: 'Engine' }).selectOption('webgpu');
  await expect(page.getByRole('contentinfo')).toContainText('tfjs computes on WebGPU');
  const [picture] = Object.values(sample);
  await page.getByLabel('Choose a picture').setInputFiles({ name: 'one.png', mimeType: '', buffer: picture! });
  await expect(page.getByRole('list', { name: 'Probabilities' }).getByRole('listitem')).toHaveCount(3);
  await train(page, 1);
  // What the model before said is not what this one says.
  await expect(page.getByRole('list', { name: 'Probabilities' })).toHaveCount(0);

  await button(page, 'Do without').click();
  const folder = writeFolder('extractor', files);
  // Alone it would be a model of random weights.
  await drop(page, `${folder}/model.json`);
  await expect(page.getByRole('alert').filter({ hasText: '(weights.bin is missing)' })).toBeVisible();
  await drop(page, `${folder}/model.json`, `${folder}/weights.bin`);
  await expect(page.getByText('Features from model.json: 8 for each picture')).toBeVisible();
  await expect(page.getByText('Found 30 files belonging to 3 classes.')).toBeVisible();
});

test('a model that is dropped before any folder is told what comes first', async ({ page, writeFolder }) => {
  const folder = writeFolder('extractor', graphExtractor());
  await drop(page, `${folder}/model.json`, `${folder}/weights.bin`);
  await expect(page.getByRole('alert').filter({ visible: true })).toHaveText('Bring pictures first, then the model.');
});

test('an extractor is not given pictures of another size, and leaves the options as they were', async ({
  page,
  sample,
  writeFolder,
}) => {
  await drop(page, writeFolder('shapes', fewOf(sample, 10)));
  const size = page.getByRole('spinbutton', { name: 'Image size' });
  await size.fill('40');
  const folder = writeFolder('extractor', graphExtractor());
  await drop(page, `${folder}/model.json`, `${folder}/weights.bin`);
  await expect(size).toHaveValue('8');
  await expect(button(page, 'Train')).toBeEnabled();
  await size.fill('20');
  await expect(section(page, 'Training')).toContainText('these have 20 × 20, rgb. Set Image size to 8');
  await expect(button(page, 'Train')).toBeDisabled();
  await size.fill('8');
  await expect(button(page, 'Train')).toBeEnabled();
  await button(page, 'Do without').click();
  await expect(page.getByText('Transfer learning')).toBeFocused();
  await expect(size).toHaveValue('40');
});

test('transfer learning on a graph model, as converters make them', async ({ page, sample, writeFolder }) => {
  await drop(page, writeFolder('shapes', fewOf(sample, 10)));
  await expect(page.getByText('Found 30 files belonging to 3 classes.')).toBeVisible();
  const folder = writeFolder('extractor', graphExtractor());
  await drop(page, `${folder}/model.json`, `${folder}/weights.bin`);
  await expect(page.getByText('Features from model.json: 3 for each picture of 8 × 8 pixels, rgb.')).toBeVisible();
  await train(page, 1);
  await readAccuracy(page);
  const zip = await readExport(page);
  const exported = JSON.parse(new TextDecoder().decode(zip['extractor/model.json']));
  expect(exported).toMatchObject({ format: 'graph-model', modelTopology: { node: expect.any(Array) } });
});

test('a picture from the clipboard, and one from the camera', async ({ page, sample, writeFolder, context }) => {
  await drop(page, writeFolder('shapes', fewOf(sample, 5)));
  await train(page, 1);
  await context.grantPermissions(['clipboard-read', 'clipboard-write', 'camera']);
  await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(40, 30);
    canvas.getContext('2d')!.fillRect(0, 0, 20, 30);
    const picture = await canvas.convertToBlob({ type: 'image/png' });
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })]);
  });
  await page.keyboard.press('ControlOrMeta+V');
  const said = section(page, 'Predict').getByRole('status');
  await expect(said).toHaveText(/^\w+ \d+\.\d %$/);
  await expect(section(page, 'Predict').getByRole('img', { name: 'image.png', exact: true })).toBeVisible();

  await button(page, 'Use the camera').click();
  await expect(section(page, 'Predict').getByRole('img', { name: 'camera.png as the model sees it' })).toBeVisible();
  const isLive = await page.evaluateHandle(() => {
    const { srcObject } = document.querySelector('video')!;
    const [track] = (srcObject as MediaStream).getTracks();
    return () => track!.readyState;
  });
  expect(await isLive.evaluate((state) => state())).toBe('live');
  await button(page, 'Close the camera').click();
  // The camera's light goes out.
  await expect.poll(() => isLive.evaluate((state) => state())).toBe('ended');

  // It went on with the last frame for ever.
  await button(page, 'Use the camera').click();
  await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0);
  await page.evaluate(() => {
    const { srcObject } = document.querySelector('video')!;
    for (const track of (srcObject as MediaStream).getTracks()) track.stop();
  });
  const problem = section(page, 'Predict').getByRole('alert').filter({ visible: true });
  await expect(problem).toHaveText(/^The camera can't be used \(it sends nothing any more\)\. Drop or paste/);

  // The next frame's answer took the place of a file's.
  await button(page, 'Use the camera').click();
  await expect(section(page, 'Predict').getByRole('img', { name: 'camera.png as the model sees it' })).toBeVisible();
  const [buffer] = Object.values(sample);
  await page.getByLabel('Choose a picture').setInputFiles({ name: 'own.png', mimeType: '', buffer: buffer! });
  await expect(section(page, 'Predict').getByRole('img', { name: 'own.png', exact: true })).toBeVisible();
  await expect(button(page, 'Use the camera')).toBeVisible();

  // A camera that showed nothing stayed on.
  const stopped = await page.evaluateHandle(() => {
    const tracks: MediaStreamTrack[] = [];
    HTMLVideoElement.prototype.play = async function () {
      tracks.push(...(this.srcObject as MediaStream).getTracks());
      throw new Error('no play');
    };
    return tracks;
  });
  await button(page, 'Use the camera').click();
  await expect(problem).toHaveText("The camera can't be used (no play). Drop or paste a picture instead.");
  expect(await stopped.evaluate((tracks) => tracks.map(({ readyState }) => readyState))).toEqual(['ended']);
  await page.evaluate(() => {
    navigator.mediaDevices.getUserMedia = () => new Promise(() => {});
  });
  await button(page, 'Use the camera').click();
  await expect(problem).toHaveCount(0);
  await button(page, 'Close the camera').click();

  await page.getByLabel('Choose a picture').setInputFiles({ name: 'x.heic', mimeType: '', buffer: Buffer.from('no') });
  await expect(problem).toContainText('Take a JPEG, PNG');
  // It went on: "Pass onError: 'skip' to go on without such files".
  await page.getByLabel('Choose a picture').setInputFiles({ name: 'x.png', mimeType: '', buffer: Buffer.from('no') });
  await expect(problem).toHaveText(/^'x\.png' \(2 bytes\) can't be used: .*\. Take another picture\.$/);
});

/** What the export says of the pictures that the model learnt from. */
async function readReport(page: Page): Promise<{
  readonly skipped: readonly { readonly path: string; readonly tag: string }[];
  readonly cache: { readonly hits: number };
}> {
  return JSON.parse(new TextDecoder().decode((await readExport(page))['report.json']));
}

/** Closes the page, and stays when it is asked. */
async function closeAndStay(page: Page): Promise<void> {
  const asked = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
}
