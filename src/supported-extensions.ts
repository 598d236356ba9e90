/** How the names of files end that Keras takes for images; the decoder looks at the content alone. */
export const KERAS_EXTENSIONS: readonly string[] = ['.bmp', '.gif', '.jpeg', '.jpg', '.png'];

/** All that can be decoded here; what Keras doesn't know is decoded by the browser. */
export const DECODABLE_EXTENSIONS: readonly string[] = [...KERAS_EXTENSIONS, '.webp', '.avif'];

/** The formats of content that may be decoded: Keras' four under any of these names, others where they are asked for. */
export function formatsOf(extensions: readonly string[]): readonly string[] {
  return ['bmp', 'gif', 'jpeg', 'png', ...extensions.map((extension) => extension.slice(1))];
}

/** Tells whether a path ends in one of `extensions`, in any case; a file called just `.jpg` does. */
export function hasExtension(path: string, extensions: readonly string[]): boolean {
  return extensions.includes(extensionOf(path));
}

/** The last extension of a path, in lower case and with its dot; empty where there is none. */
export function extensionOf(path: string): string {
  const dot = path.lastIndexOf('.');
  return dot > path.lastIndexOf('/') ? path.slice(dot).toLowerCase() : '';
}
