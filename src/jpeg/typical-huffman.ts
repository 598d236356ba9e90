import type { MakeHuffmanTable } from './huffman.ts';

/**
 * The typical Huffman tables of ISO/IEC 10918-1, annex K.3: Motion JPEG frames leave them out, and libjpeg-turbo puts
 * them in. Sixteen counts, then the symbols, in hexadecimal.
 */
const TYPICAL = {
  dc: [
    '00010501010101010100000000000000000102030405060708090a0b',
    '00030101010101010101010000000000000102030405060708090a0b',
  ],
  ac: [
    '0002010303020403050504040000017d01020300041105122131410613516107227114328191a1082342b1c11552d1f02433627282090a161718191a25262728292a3435363738393a434445464748494a535455565758595a636465666768696a737475767778797a838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9fa',
    '0002010204040304070504040001027700010203110405213106124151076171132232810814429' +
      '1a1b1c109233352f0156272d10a162434e125f11718191a262728292a35363738393a434445464748494a535455565758595a636465666768696a737475767778797a82838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae2e3e4e5e6e7e8e9eaf2f3f4f5f6f7f8f9fa',
  ],
} as const;

/** Makes the typical table for luminance (0) or chrominance (1). */
export function typicalTable(make: MakeHuffmanTable, kind: 'dc' | 'ac', index: 0 | 1): number {
  const hexadecimal = TYPICAL[kind][index];
  const bytes = Uint8Array.from({ length: hexadecimal.length / 2 }, (_, at) =>
    Number.parseInt(hexadecimal.slice(2 * at, 2 * at + 2), 16),
  );
  return make((kind === 'dc' ? 0x00 : 0x10) | index, bytes.subarray(0, 16), bytes.subarray(16));
}
