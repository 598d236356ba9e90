export { isExhausted, isTruncated, marker, position, startReading } from './bit-reader';
export { makeTable, TABLE_BYTES } from './huffman';
export { packPlane } from './pack';
export { makePixels } from './pixels';
export { makePlane } from './plane';
export { resample } from './resample';
export { decodeMcus } from './scan';

/** Where memory is free. */
export const FREE: usize = __heap_base;
