/** A 24-bit BMP of one colour: TensorFlow's bits come out of any decoder, and a few bytes make any size. */
function solidBmp(red: number, green: number, blue: number, width = 1, height = 1): Uint8Array<ArrayBuffer> {
  const rowBytes = Math.ceil((width * 3) / 4) * 4;
  const bytes = new Uint8Array(54 + rowBytes * height);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0x424d);
  view.setUint32(2, bytes.length, true);
  view.setUint32(10, 54, true);
  view.setUint32(14, 40, true);
  view.setInt32(18, width, true);
  view.setInt32(22, height, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, 24, true);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) bytes.set([blue, green, red], 54 + y * rowBytes + x * 3);
  }
  return bytes;
}

/** A picture whose colour says which number it has. */
export function numberedBmp(number: number, width = 1, height = 1): Uint8Array<ArrayBuffer> {
  return solidBmp(number % 256, number >> 8, 7, width, height);
}
