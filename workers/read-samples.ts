/** Reads the pixels of a bitmap back: `[height, width, 4]`, alpha last. */
type ReadSamples = (bitmap: ImageBitmap) => Promise<Uint8Array<ArrayBuffer>>;

/** The way that was chosen, and whether a known picture came out of it as it went in. */
interface Reader {
  readonly read: ReadSamples;
  readonly readBack: 'VideoFrame' | 'canvas';
  readonly isExact: boolean;
}

let reader: Promise<Reader> | undefined;

/**
 * Reads the pixels of an opaque bitmap back, the fastest way that gives exact ones here.
 *
 * Measured in Chromium 156 on 500 photographs, two workers: 295 to 340 pictures a second through a `VideoFrame`, 270 to
 * 310 through a canvas. Which way is exact is found by trying, once, for conversion is optional in `VideoFrame`.
 */
export async function readSamples(bitmap: ImageBitmap): Promise<Uint8Array<ArrayBuffer>> {
  return (await choose()).read(bitmap);
}

/** Which way that is, and whether it is exact: privacy browsers add noise to what is read from a canvas. */
export async function chosenReader(): Promise<Omit<Reader, 'read'>> {
  const { readBack, isExact } = await choose();
  return { readBack, isExact };
}

function choose(): Promise<Reader> {
  reader ??= (async (): Promise<Reader> => {
    if (await isExact(throughVideoFrame)) return { read: throughVideoFrame, readBack: 'VideoFrame', isExact: true };
    return { read: throughCanvas, readBack: 'canvas', isExact: await isExact(throughCanvas) };
  })();
  return reader;
}

async function throughVideoFrame(bitmap: ImageBitmap): Promise<Uint8Array<ArrayBuffer>> {
  const frame = new VideoFrame(bitmap, { timestamp: 0 });
  try {
    const data = new Uint8Array(bitmap.width * bitmap.height * 4);
    const layout = [{ offset: 0, stride: bitmap.width * 4 }];
    await frame.copyTo(data, { format: 'RGBX', layout });
    return data;
  } finally {
    frame.close();
  }
}

function throughCanvas(bitmap: ImageBitmap): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  // Without it every read-back waits for the GPU (https://github.com/whatwg/html/issues/5614).
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('This browser has no 2D canvas in workers.');
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  return Promise.resolve(new Uint8Array(data.buffer as ArrayBuffer));
}

async function isExact(read: ReadSamples): Promise<boolean> {
  const pixels = [1, 2, 3, 255, 200, 100, 50, 255, 255, 0, 128, 255];
  try {
    const bitmap = await createImageBitmap(new ImageData(new Uint8ClampedArray(pixels), 3, 1));
    const samples = await read(bitmap);
    bitmap.close();
    return pixels.every((value, index) => index % 4 === 3 || samples[index] === value);
  } catch {
    return false;
  }
}
