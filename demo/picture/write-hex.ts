const BYTES_PER_LINE = 8;

/** Bytes as numbers, and as the letters that they would be. */
export function writeHex(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let start = 0; start < bytes.length; start += BYTES_PER_LINE) {
    const line = Array.from(bytes.subarray(start, start + BYTES_PER_LINE));
    const numbers = line.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const letters = line.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·')).join('');
    lines.push(`${numbers.padEnd(3 * BYTES_PER_LINE)} ${letters}`);
  }
  return lines.join('\n');
}
