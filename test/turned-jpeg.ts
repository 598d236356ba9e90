/** A JPEG file with an EXIF segment put in that says how it is turned (1 to 8). */
export function turnedJpeg(file: Uint8Array, orientation: number, littleEndian: boolean): Uint8Array<ArrayBuffer> {
  const segment = new Uint8Array(36);
  const view = new DataView(segment.buffer);
  view.setUint16(0, 0xffe1);
  view.setUint16(2, 34);
  view.setUint32(4, 0x45786966);
  view.setUint16(10, littleEndian ? 0x4949 : 0x4d4d);
  view.setUint16(12, 42, littleEndian);
  view.setUint32(14, 8, littleEndian);
  view.setUint16(18, 1, littleEndian);
  view.setUint16(20, 0x0112, littleEndian);
  view.setUint16(22, 3, littleEndian);
  view.setUint32(24, 1, littleEndian);
  view.setUint16(28, orientation, littleEndian);
  return Uint8Array.from([...file.subarray(0, 2), ...segment, ...file.subarray(2)]);
}
