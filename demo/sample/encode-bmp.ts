const HEADER_BYTES = 54;

/** Writes a BMP of 24 bits a pixel, without compression: rows from bottom to top, blue first. */
export function encodeBmp({ data, width, height }: ImageData): Uint8Array<ArrayBuffer> {
  const stride = Math.ceil((width * 3) / 4) * 4;
  const file = new Uint8Array(HEADER_BYTES + stride * height);
  writeHeader(new DataView(file.buffer), width, height);
  for (let y = 0; y < height; y++) {
    let target = HEADER_BYTES + (height - 1 - y) * stride;
    for (let source = y * width * 4; source < (y + 1) * width * 4; source += 4) {
      file[target++] = data[source + 2]!;
      file[target++] = data[source + 1]!;
      file[target++] = data[source]!;
    }
  }
  return file;
}

function writeHeader(view: DataView, width: number, height: number): void {
  view.setUint16(0, 0x424d); // 'BM'
  view.setUint32(2, view.byteLength, true);
  view.setUint32(10, HEADER_BYTES, true);
  view.setUint32(14, 40, true); // The size of the part of the header that begins here.
  view.setInt32(18, width, true);
  view.setInt32(22, height, true);
  view.setUint16(26, 1, true); // Planes.
  view.setUint16(28, 24, true); // Bits a pixel.
}
