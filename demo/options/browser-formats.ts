/** What the page calls the option that has the browser decode what Keras doesn't know. */
export const BROWSER_FORMATS = 'WebP and AVIF files too';

/** Tells whether a file counts only with this option, by its path or by the reason for which it is ignored. */
export function isForBrowser(pathOrReason: string): boolean {
  return /\.(webp|avif)$/i.test(pathOrReason);
}
