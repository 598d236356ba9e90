import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { decodeCoefficients } from '../../src/jpeg/coefficients.ts';
import { decodePixels } from '../../src/jpeg/pixels.ts';

const ADOBE = [0xff, 0xee, 0, 14, ...new TextEncoder().encode('Adobe'), 0, 100, 0, 0, 0, 0, 0];

function golden(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`../goldens/decode/files/jpeg/${name}.jpg`, import.meta.url)));
}

function withAdobeAtEnd(file: Uint8Array): Uint8Array {
  return Uint8Array.from([...file.subarray(0, -2), ...ADOBE, ...file.subarray(-2)]);
}

/** Without Adobe's marker, if it has one. */
function bare(file: Uint8Array): Uint8Array {
  const at = file.findIndex((byte, index) => byte === 0xff && file[index + 1] === 0xee);
  return at < 0 ? file : Uint8Array.from([...file.subarray(0, at), ...file.subarray(at + ADOBE.length)]);
}

// TensorFlow asks for the marker row by row, and libjpeg reads files of several scans to the end before it gives the first row.
test.each([
  ['cmyk-bare', false],
  ['cmyk-progressive', true],
] as const)('an Adobe marker behind the last scan of %s counts as in TensorFlow, for both engines', (name, counts) => {
  const file = bare(golden(name));
  const late = withAdobeAtEnd(file);
  expect(decodeCoefficients(file, 3).isInverted).toBe(false);
  expect(decodeCoefficients(late, 3).isInverted).toBe(counts);
  const pixels = decodePixels(file, 'rgba', 'fast').data.slice();
  const { data } = decodePixels(late, 'rgba', 'fast');
  if (counts) expect(data).not.toEqual(pixels);
  else expect(data).toEqual(pixels);
});
