import type { Random } from '../../demo/sample/random.ts';

/** The usual proportions of photographs on the web, as ImageNet has them: 500 pixels on the longer side. */
const SIZES = [
  [500, 375],
  [375, 500],
  [500, 333],
  [500, 375],
] as const;

/** Pixels between the values of each layer of noise, and how far it moves a sample: from clouds to grain. */
const LAYERS = [
  [97, 52],
  [31, 34],
  [9, 26],
  [3, 26],
  [1, 27],
] as const;

/** Draws what is as hard to compress as a photograph: shapes with sharp edges, below layers of noise. */
export function drawScene(random: Random): OffscreenCanvas {
  const [width, height] = random.pick(SIZES);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  for (let shape = 0; shape < 40; shape++) {
    context.fillStyle = `hsl(${random.between(0, 360)} ${random.between(10, 70)}% ${random.between(15, 85)}%)`;
    context.beginPath();
    const [x, y] = [random.between(0, width), random.between(0, height)];
    const radius = shape === 0 ? width : random.between(5, 120);
    context.ellipse(x, y, radius, radius * random.between(0.3, 1), random.between(0, Math.PI), 0, 2 * Math.PI);
    context.fill();
  }
  const image = context.getImageData(0, 0, width, height);
  for (const [spacing, strength] of LAYERS) addNoise(image, spacing, strength, random);
  context.putImageData(image, 0, 0);
  return canvas;
}

/** Moves samples by random values on a grid, interpolated in between. */
function addNoise({ data, width, height }: ImageData, spacing: number, strength: number, random: Random): void {
  const columns = Math.ceil(width / spacing) + 1;
  const rows = Math.ceil(height / spacing) + 1;
  const grid = Float32Array.from({ length: columns * rows }, () => random.between(-strength, strength));
  for (let y = 0, at = 0; y < height; y++) {
    const row = Math.floor(y / spacing);
    const down = y / spacing - row;
    for (let x = 0; x < width; x++, at += 4) {
      const column = Math.floor(x / spacing);
      const across = x / spacing - column;
      const from = row * columns + column;
      const upper = grid[from]! + (grid[from + 1]! - grid[from]!) * across;
      const lower = grid[from + columns]! + (grid[from + columns + 1]! - grid[from + columns]!) * across;
      const change = upper + (lower - upper) * down;
      for (let channel = 0; channel < 3; channel++) data[at + channel]! += change;
    }
  }
}
