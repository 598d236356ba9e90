/** A call as Comlink sends it. */
export interface Message {
  readonly path?: readonly string[];
  readonly argumentList?: readonly { readonly value: unknown }[];
}

/** The first picture of a numbered directory. */
const BAD_FILE = '00000.bmp';

interface OfPicture {
  readonly id: number;
  readonly file?: File;
}

/**
 * Tells over which messages a worker is to hang, from all that it gets: `open` and `prepare` of groups with the first file of a
 * numbered directory, any call of another name.
 */
export function hangingOver(call: string): (message: Message | undefined) => boolean {
  const bad = new Set<number>();
  return (message) => {
    const name = message?.path?.[0];
    const pictures = message?.argumentList?.[0]?.value as readonly OfPicture[];
    if (name === 'open') for (const { id, file } of pictures) if (file?.name.endsWith(BAD_FILE)) bad.add(id);
    if (name !== call) return false;
    return call === 'open' || call === 'prepare' ? pictures.some(({ id }) => bad.has(id)) : true;
  };
}
