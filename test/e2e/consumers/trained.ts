import { fileURLToPath } from 'node:url';
import { expect, type Page } from '@playwright/test';
import goldens from '../../goldens/pixels.json' with { type: 'json' };

const PICTURES = fileURLToPath(new URL('../../goldens/pictures', import.meta.url));
const CLASSES = ['bmp', 'gif', 'jpeg', 'png'];

const run = goldens.runs.find(
  ({ fit, options }) => fit === 'stretch' && options.interpolation === 'bilinear' && options.imageSize[0] === 8,
);

/** What Keras makes of the pictures with the options of `test/consumers/train.js`. */
const HASHES: Readonly<Record<string, string>> = run!.hashes;

/** What a page does that no application should; filled while it runs. */
export function watchProblems(page: Page): readonly string[] {
  const problems: string[] = [];
  // The rejections that nobody handled are among them.
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => {
    if (['warning', 'error'].includes(message.type())) problems.push(message.text());
  });
  return problems;
}

/** The addresses that a page and its workers ask for from now on, each once, but for their own blobs. */
export function watchRequests(page: Page): ReadonlySet<string> {
  const addresses = new Set<string>();
  page.on('request', (request) => {
    if (!request.url().startsWith('blob:')) addresses.add(request.url());
  });
  return addresses;
}

/** Chooses the folder of the goldens' pictures as a user does, and expects Keras' numbers on the page. */
export async function expectTrained(page: Page): Promise<void> {
  const output = page.locator('output');
  await expect(output).toHaveText('ready');
  await page.locator('input').setInputFiles(PICTURES);
  await expect(output).not.toHaveText('ready', { timeout: 60_000 });
  const { gpuDifference, losses, ...result } = JSON.parse((await output.textContent())!);
  expect(result).toEqual({
    backend: 'webgpu',
    engines: ['cpu', 'webgpu'],
    classNames: CLASSES,
    labels: Object.fromEntries(Object.keys(HASHES).map((path) => [path, CLASSES.indexOf(path.split('/')[0]!)])),
    hashes: HASHES,
    tensorsLeft: 0,
  });
  // WGSL may fuse multiplications and additions, and sums up rows before columns.
  expect(gpuDifference).toBeLessThan(0.01);
  const [before, after] = losses;
  // Float32: a model without weights takes each of four classes for as probable as the others.
  expect(before).toBeCloseTo(Math.log(4), 6);
  expect(after).toBeLessThan(before);
}
