/** A call as Comlink sends it. */
export interface Message {
  readonly path?: readonly string[];
  readonly argumentList?: readonly { readonly value: unknown }[];
}

/** The first picture of a numbered directory. */
const BAD_FILE = '00000.bmp';

/**
 * Whether a worker is to hang over a message: `prepare` of the first picture that a pool gives out, `open` of groups with the
 * first file of a numbered directory, any call of another name.
 */
export function hangsOver(call: string, message: Message | undefined): boolean {
  if (message?.path?.[0] !== call) return false;
  const first = message.argumentList?.[0]?.value;
  if (call === 'prepare') return first === 0;
  if (call !== 'open') return true;
  return (first as readonly { readonly file: File }[]).some(({ file }) => file.name.endsWith(BAD_FILE));
}
