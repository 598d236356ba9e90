/** What the samples of a JPEG picture's components can mean, in the order of the numbers that kernels and shaders use. */
export const JPEG_COLORS = ['gray', 'ycbcr', 'rgb', 'cmyk', 'ycck'] as const;

/** What the samples of a JPEG picture's components mean. */
export type JpegColor = (typeof JPEG_COLORS)[number];
