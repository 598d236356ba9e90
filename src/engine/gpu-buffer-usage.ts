/** WebGPU's buffer usages (https://www.w3.org/TR/webgpu/#namespacedef-gpubufferusage), which TypeScript's DOM types lack. */
export const BUFFER_USAGE = { COPY_SRC: 0x4, COPY_DST: 0x8, STORAGE: 0x80 } as const;
