import { beforeAll, expect, test } from 'vitest';
import { imgToArray } from '../../src/index.ts';
import { turnedJpeg } from '../turned-jpeg.ts';
import { halfFloatTest, videoTest } from './abilities.ts';
import { useBackend } from './engines.ts';

beforeAll(useBackend);

/** Red, green, blue, gray, half transparent, wholly transparent. */
const RGBA = [255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 7, 8, 9, 255, 200, 100, 50, 128, 90, 80, 70, 0];
const COLORS = RGBA.filter((_, at) => at % 4 < 3);
const OPAQUE = COLORS.slice(0, 12);

const imageData = (): ImageData => new ImageData(new Uint8ClampedArray(RGBA), 3, 2);

/** The colours of opaque pixels only: two rows of two. */
function opaqueCanvas(): OffscreenCanvas {
  const canvas = new OffscreenCanvas(2, 2);
  const data = new Uint8ClampedArray(RGBA.slice(0, 16));
  canvas.getContext('2d')!.putImageData(new ImageData(data, 2, 2), 0, 0);
  return canvas;
}

async function read(img: Parameters<typeof imgToArray>[0], options = {}): Promise<unknown> {
  const tensor = imgToArray(img, options);
  const { shape, dtype } = tensor;
  const values = [...(await tensor.data())];
  tensor.dispose();
  return { shape, dtype, values };
}

const two = { shape: [2, 2, 3], dtype: 'float32', values: OPAQUE };

test('ImageData gives its very colours, under alpha too', async () => {
  expect(await read(imageData())).toEqual({ shape: [2, 3, 3], dtype: 'float32', values: COLORS });
});

test('channels first, as integers', async () => {
  const values = [0, 1, 2].flatMap((channel) => OPAQUE.filter((_, at) => at % 3 === channel));
  const options = { dataFormat: 'channels_first', dtype: 'int32' };
  expect(await read(opaqueCanvas(), options)).toEqual({ shape: [3, 2, 2], dtype: 'int32', values });
});

test('a canvas of either kind, and a bitmap', async () => {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [2, 2];
  canvas.getContext('2d')!.drawImage(opaqueCanvas(), 0, 0);
  const bitmap = await createImageBitmap(opaqueCanvas());
  expect(await read(opaqueCanvas())).toEqual(two);
  expect(await read(canvas)).toEqual(two);
  expect(await read(bitmap)).toEqual(two);
});

test('an image in its own size, whatever room it has on the page', async () => {
  const image = new Image(20, 30);
  image.src = URL.createObjectURL(await opaqueCanvas().convertToBlob());
  await image.decode();
  expect(await read(image)).toEqual(two);
  URL.revokeObjectURL(image.src);
});

/** Red above blue, 16 × 16 each, whatever a lossy way here makes of these colours. */
async function expectRedAboveBlue(img: Parameters<typeof imgToArray>[0]): Promise<void> {
  const { shape, values } = (await read(img)) as { shape: number[]; values: number[] };
  expect(shape).toEqual([32, 16, 3]);
  const centre = (row: number) => values.slice((row * 16 + 8) * 3, (row * 16 + 9) * 3).map((value) => value > 127);
  expect([centre(8), centre(24)]).toEqual([
    [true, false, false],
    [false, false, true],
  ]);
}

function paintedCanvas(width: number, height: number, blueFrom: readonly [number, number]): HTMLCanvasElement {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d')!;
  context.fillStyle = 'rgb(255, 0, 0)';
  context.fillRect(0, 0, width, height);
  context.fillStyle = 'rgb(0, 0, 255)';
  context.fillRect(...blueFrom, width, height);
  return canvas;
}

test('an image turned upright by its EXIF data, as the page shows it', async () => {
  const lying = paintedCanvas(32, 16, [16, 0]);
  const blob = await new Promise<Blob | null>((resolve) => lying.toBlob(resolve, 'image/jpeg'));
  // 6: what is stored at the left is the top.
  const file = turnedJpeg(new Uint8Array(await blob!.arrayBuffer()), 6, true);
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([file], { type: 'image/jpeg' }));
  await image.decode();
  await expectRedAboveBlue(image);
  URL.revokeObjectURL(image.src);
});

videoTest('a video, of which the frame that it shows', async () => {
  const stream = paintedCanvas(16, 32, [0, 16]).captureStream();
  const video = Object.assign(document.createElement('video'), { muted: true, srcObject: stream });
  await video.play();
  await expectRedAboveBlue(video);
  for (const track of stream.getTracks()) track.stop();
});

test('an image within a drawing', async () => {
  const image = document.createElementNS('http://www.w3.org/2000/svg', 'image');
  const url = URL.createObjectURL(await opaqueCanvas().convertToBlob());
  const loaded = new Promise((resolve) => image.addEventListener('load', resolve));
  image.setAttribute('width', '2');
  image.setAttribute('height', '2');
  image.setAttribute('href', url);
  const drawing = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  drawing.append(image);
  document.body.append(drawing);
  await loaded;
  expect(await read(image)).toEqual(two);
  drawing.remove();
  URL.revokeObjectURL(url);
});

test('a frame of a video', async () => {
  const frame = new VideoFrame(opaqueCanvas(), { timestamp: 0 });
  expect(await read(frame)).toEqual(two);
  frame.close();
});

test('half transparent colours come back within the rounding of a canvas, those under alpha 0 black', async () => {
  const bitmap = await createImageBitmap(imageData());
  const { values } = (await read(bitmap)) as { values: number[] };
  expect(values.slice(0, 12)).toEqual(OPAQUE);
  for (const [at, value] of [200, 100, 50].entries()) expect(Math.abs(values[12 + at]! - value)).toBeLessThanOrEqual(1);
  expect(values.slice(15)).toEqual([0, 0, 0]);
});

async function closedBitmap(): Promise<ImageBitmap> {
  const bitmap = await createImageBitmap(imageData());
  bitmap.close();
  return bitmap;
}

/** An image, whole, as it is while the rest of it is still to come: it has its size. */
async function imageBeingLoaded(): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = URL.createObjectURL(await opaqueCanvas().convertToBlob());
  await image.decode();
  URL.revokeObjectURL(image.src);
  return Object.defineProperty(image, 'complete', { value: false });
}

/** A video of which the size is known, and nothing else. */
function videoWithoutData(): HTMLVideoElement {
  const video = document.createElement('video');
  const metadata = { videoWidth: 2, videoHeight: 2, readyState: HTMLMediaElement.HAVE_METADATA };
  for (const [name, value] of Object.entries(metadata)) Object.defineProperty(video, name, { value });
  return video;
}

test.each<readonly [string, () => unknown]>([
  ['a closed bitmap', closedBitmap],
  ['an image that is being loaded', imageBeingLoaded],
  ['a video that has a size and no frame', videoWithoutData],
  ['an image that is not loaded', () => new Image(2, 2)],
  ['a video without a frame', () => document.createElement('video')],
  ['a canvas without pixels', () => Object.assign(document.createElement('canvas'), { width: 0 })],
])('%s: refused', async (_, make) => {
  const img = (await make()) as ImageBitmap;
  expect(() => imgToArray(img)).toThrow(
    expect.objectContaining({
      tag: 'invalid-option',
      option: 'img',
      message: expect.stringContaining('has no pixels'),
    }),
  );
});

test('an element that shows no picture: refused', () => {
  const element = document.createElement('p') as unknown as HTMLImageElement;
  expect(() => imgToArray(element)).toThrow(expect.objectContaining({ tag: 'invalid-option', option: 'img' }));
});

halfFloatTest('ImageData of half floats: refused', () => {
  const halfFloats = new ImageData(1, 1, { pixelFormat: 'rgba-float16' } as ImageDataSettings);
  expect(() => imgToArray(halfFloats)).toThrow(/8 bits a channel/);
});
