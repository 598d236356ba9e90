import type { Random } from './random.ts';

/** What the sample shows, one class each. */
export type Shape = 'circle' | 'square' | 'triangle';

/** Longer side by shorter side. */
const PROPORTIONS = [1, 1, 5 / 4, 4 / 3, 3 / 2] as const;

/** How far noise moves a sample, of 255. */
const NOISE = 16;

/** Draws one dark shape of any colour, size and place on a light, noisy background. */
export function drawShape(shape: Shape, random: Random): OffscreenCanvas {
  const canvas = new OffscreenCanvas(...pictureSize(random));
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  paintBackground(context, random);
  placeShape(context, random);
  context.fillStyle = `hsl(${random.between(0, 360)} ${random.between(40, 90)}% ${random.between(20, 42)}%)`;
  context.fill(outline(shape));
  context.resetTransform();
  addNoise(context, random);
  return canvas;
}

function pictureSize(random: Random): [width: number, height: number] {
  const proportion = random.pick(PROPORTIONS);
  const shorter = Math.round(random.between(40, 200 / proportion));
  const longer = Math.round(shorter * proportion);
  return random.pick([true, false]) ? [longer, shorter] : [shorter, longer];
}

function paintBackground(context: OffscreenCanvasRenderingContext2D, random: Random): void {
  const { width, height } = context.canvas;
  const hue = random.between(0, 360);
  const gradient = context.createLinearGradient(0, 0, random.pick([0, width]), height);
  for (const stop of [0, 1]) {
    gradient.addColorStop(stop, `hsl(${hue} ${random.between(10, 60)}% ${random.between(74, 94)}%)`);
  }
  context.fillStyle = gradient;
  context.fillRect(0, 0, width, height);
}

/** Makes the square from -1 to 1 lie somewhere in the picture, turned a little. */
function placeShape(context: OffscreenCanvasRenderingContext2D, random: Random): void {
  const { width, height } = context.canvas;
  const radius = (random.between(0.65, 0.9) * Math.min(width, height)) / 2;
  context.translate(random.between(radius, width - radius), random.between(radius, height - radius));
  context.rotate(random.between(-0.2, 0.2));
  context.scale(radius, radius);
}

function outline(shape: Shape): Path2D {
  const path = new Path2D();
  switch (shape) {
    case 'circle':
      path.arc(0, 0, 1, 0, 2 * Math.PI);
      break;
    case 'square':
      path.rect(-0.9, -0.9, 1.8, 1.8);
      break;
    case 'triangle':
      path.moveTo(0, -1);
      path.lineTo(1, 0.9);
      path.lineTo(-1, 0.9);
      path.closePath();
  }
  return path;
}

function addNoise(context: OffscreenCanvasRenderingContext2D, random: Random): void {
  const image = context.getImageData(0, 0, context.canvas.width, context.canvas.height);
  const samples = image.data;
  for (let pixel = 0; pixel < samples.length; pixel += 4) {
    const change = random.between(-NOISE, NOISE);
    for (let channel = 0; channel < 3; channel++) samples[pixel + channel]! += change;
  }
  context.putImageData(image, 0, 0);
}
