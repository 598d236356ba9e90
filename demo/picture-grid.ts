import type { LabelledDataset } from '../src/index.ts';
import { byId, element } from './dom.ts';

const grid = byId('pictures');
const note = byId('pictures-note');

export function clearPictures(): void {
  grid.replaceChildren();
  note.textContent = 'Loading …';
}

/** Draws the first batch of a dataset as it is handed to a model. */
export async function showPictures(dataset: LabelledDataset): Promise<void> {
  for await (const { xs, ys, filePaths } of dataset.batches()) {
    const [rows = 0, height = 0, width = 0, channels = 0] = xs.shape;
    const samples = await xs.data();
    const labels = await ys!.data();
    xs.dispose();
    ys!.dispose();
    const classNames = dataset.classNames;
    const tiles = filePaths.map((path, row) => {
      const oneHot = labels.subarray((row * labels.length) / rows, ((row + 1) * labels.length) / rows);
      const pixels = samples.subarray((row * samples.length) / rows, ((row + 1) * samples.length) / rows);
      return tile(draw(pixels, width, height, channels), classNames[oneHot.indexOf(1)] ?? '', path);
    });
    grid.replaceChildren(...tiles);
    note.textContent = `The first ${rows} pictures of the validation part, ${width} × ${height} pixels.`;
    return;
  }
}

function tile(canvas: HTMLCanvasElement, className: string, path: string): HTMLLIElement {
  const name = path.slice(path.lastIndexOf('/') + 1);
  canvas.role = 'img';
  canvas.ariaLabel = `${className}: ${name}`;
  const label = element('strong', className);
  const file = element('span', name);
  file.title = path;
  return element('li', canvas, label, file);
}

/** @param pixels - Red, green and blue of each pixel, from 0 to 255. */
function draw(pixels: ArrayLike<number>, width: number, height: number, channels: number): HTMLCanvasElement {
  const image = new ImageData(width, height);
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let channel = 0; channel < 3; channel++) image.data[pixel * 4 + channel] = pixels[pixel * channels + channel]!;
    image.data[pixel * 4 + 3] = 255;
  }
  const canvas = element('canvas');
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d')!.putImageData(image, 0, 0);
  return canvas;
}
