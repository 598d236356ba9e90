/**
 * A gray JPEG file of any size in few bytes: YCbCr with chroma of half the size, typical Huffman tables (which need not be in the
 * file), and of each block nothing but that it is like the one before. An MCU of four and two such blocks takes 32 bits.
 *
 * @param width - Pixels, up to 65500.
 * @param height - Pixels, up to 65500.
 */
export function flatJpeg(width: number, height: number): Uint8Array<ArrayBuffer> {
  const uint16 = (value: number): readonly number[] => [value >> 8, value & 255];
  const table = [0xff, 0xdb, ...uint16(67), 0, ...new Array<number>(64).fill(1)];
  const components = [1, 0x22, 0, 2, 0x11, 0, 3, 0x11, 0];
  const frame = [0xff, 0xc0, ...uint16(17), 8, ...uint16(height), ...uint16(width), 3, ...components];
  const scan = [0xff, 0xda, ...uint16(12), 3, 1, 0x00, 2, 0x11, 3, 0x11, 0, 63, 0];
  const head = [0xff, 0xd8, ...table, ...frame, ...scan];
  const mcus = Math.ceil(width / 16) * Math.ceil(height / 16);
  const bytes = new Uint8Array(head.length + 4 * mcus + 2);
  bytes.set(head);
  // Four times 00 (no difference) and 1010 (end of block), then twice 00 and 00.
  for (let at = head.length; at < bytes.length - 2; at += 4) bytes.set([0x28, 0xa2, 0x8a, 0x00], at);
  bytes.set([0xff, 0xd9], bytes.length - 2);
  return bytes;
}
