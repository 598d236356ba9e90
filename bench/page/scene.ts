import type { Random } from '../../demo/sample/random.ts';

/** Pixels between the values of each layer of noise, and how far it moves a sample: from clouds to grain. */
const LAYERS = [
  [97, 52],
  [31, 34],
  [9, 26],
  [3, 26],
  [1, 27],
] as const;

/** Draws what is as hard to compress as a photograph: shapes with sharp edges, below layers of noise. */
export function drawScene(random: Random, [width, height]: readonly [number, number]): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  for (let shape = 0; shape < 40; shape++) {
    context.fillStyle = `hsl(${random.between(0, 360)} ${random.between(10, 70)}% ${random.between(15, 85)}%)`;
    context.beginPath();
    const [x, y] = [random.between(0, width), random.between(0, height)];
    const radius = shape === 0 ? width : random.between(0.01, 0.24) * width;
    context.ellipse(x, y, radius, radius * random.between(0.3, 1), random.between(0, Math.PI), 0, 2 * Math.PI);
    context.fill();
  }
  const image = context.getImageData(0, 0, width, height);
  addNoise(image, random);
  context.putImageData(image, 0, 0);
  return canvas;
}

/** Moves samples by random values on grids, interpolated in between; a row at a time, which is fast for large pictures. */
function addNoise({ data, width, height }: ImageData, random: Random): void {
  const layers = LAYERS.map(([spacing, strength]) => createLayer(width, height, spacing, strength, random));
  const change = new Float32Array(width);
  for (let y = 0, at = 0; y < height; y++) {
    change.fill(0);
    for (const addRow of layers) addRow(change, y);
    for (let x = 0; x < width; x++, at += 4) {
      for (let channel = 0; channel < 3; channel++) data[at + channel]! += change[x]!;
    }
  }
}

/** Makes a grid of values, and the function that adds a row of them to a row. */
function createLayer(
  width: number,
  height: number,
  spacing: number,
  strength: number,
  random: Random,
): (row: Float32Array, y: number) => void {
  const columns = Math.ceil(width / spacing) + 1;
  const rows = Math.ceil(height / spacing) + 1;
  const grid = Float32Array.from({ length: columns * rows }, () => random.between(-strength, strength));
  const between = new Float32Array(columns);
  return (row, y) => {
    const above = Math.floor(y / spacing);
    const down = y / spacing - above;
    for (let column = 0, from = above * columns; column < columns; column++, from++) {
      between[column] = grid[from]! + (grid[from + columns]! - grid[from]!) * down;
    }
    for (let column = 0, x = 0; x < width; column++) {
      const step = (between[column + 1]! - between[column]!) / spacing;
      const end = Math.min(x + spacing, width);
      for (let value = between[column]!; x < end; x++, value += step) row[x]! += value;
    }
  };
}
