import type { Samples } from '../src/engine/picture.ts';
import type { Channels } from '../src/pixel-mode.ts';
import { Failure } from './failure.ts';
import { type GifFrame, readGif } from './gif/reader.ts';
import { grayLevel } from './gray-level.ts';
import { refuseHuge } from './sample-limit.ts';

/**
 * Decodes the first frame of a GIF file to the samples of TensorFlow's `gif::Decode`.
 *
 * Gray and alpha, which that refuses, are made of its colours. Transparent pixels, and those of the canvas that the frame
 * does not reach, are black.
 *
 * @throws Failure `decode` where TensorFlow raises an error, `limit` from 2^29 samples on.
 */
export function decodeGif(bytes: Uint8Array<ArrayBuffer>, channels: Channels): Samples {
  const { width, height, first } = readGif(bytes);
  refuseHuge(width, height);
  if (!first.colors) throw new Failure('decode', 'its first picture has no colour table');
  const data = new Uint8Array(width * height * channels);
  if (channels === 4) makeOpaque(data);
  draw(first, first.colors, { data, width, height, channels });
  return { kind: 'samples', width, height, stride: channels, data };
}

function makeOpaque(rgba: Uint8Array): void {
  for (let at = 3; at < rgba.length; at += 4) rgba[at] = 255;
}

interface Canvas {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: Channels;
}

/** Draws what lies within the canvas, and looks at no other pixel. */
function draw(frame: GifFrame, colors: Uint8Array, canvas: Canvas): void {
  const { left, top, pixels, transparent } = frame;
  const { data, width, height, channels } = canvas;
  const right = Math.min(left + frame.width, width);
  const bottom = Math.min(top + frame.height, height);
  const grays = Uint8Array.from({ length: 256 }, (_, index) =>
    grayLevel(colors[index * 3] ?? 0, colors[index * 3 + 1] ?? 0, colors[index * 3 + 2] ?? 0),
  );
  for (let y = top; y < bottom; y++) {
    let from = (y - top) * frame.width;
    let to = (y * width + left) * channels;
    for (let x = left; x < right; x++, to += channels) {
      const index = pixels[from++]!;
      if (index === transparent) continue;
      const color = index * 3;
      if (color >= colors.length) {
        throw new Failure('decode', `it uses colour ${index} of a table of ${colors.length / 3}`);
      }
      if (channels === 1) {
        data[to] = grays[index]!;
      } else {
        data[to] = colors[color]!;
        data[to + 1] = colors[color + 1]!;
        data[to + 2] = colors[color + 2]!;
      }
    }
  }
}
