/** How the name of a file ends that counts as an image, in any case; the decoder looks at the content alone. */
export const SUPPORTED_EXTENSIONS: readonly string[] = ['.bmp', '.gif', '.jpeg', '.jpg', '.png'];

/** Tells whether a path ends in one of {@link SUPPORTED_EXTENSIONS}; a file called just `.jpg` does. */
export function hasSupportedExtension(path: string): boolean {
  const name = path.toLowerCase();
  return SUPPORTED_EXTENSIONS.some((extension) => name.endsWith(extension));
}

/** The last extension of a path, in lower case and with its dot; empty where there is none. */
export function extensionOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot === -1 ? '' : name.slice(dot).toLowerCase();
}
