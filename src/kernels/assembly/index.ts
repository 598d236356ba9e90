export { isExhausted, roomFor } from './bit-reader';
export { makeBlocks } from './blocks';
export { markBlocks } from './excerpt';
export { addPairs, makeTable, TABLE_BYTES } from './huffman';
export { packPlane } from './pack';
export { makePixels } from './pixels';
export { resample } from './resample';
export { beginInterval, decodeMcus } from './scan';
export { marker, position } from './unstuff';

/** Where memory is free. */
export const FREE: usize = __heap_base;
