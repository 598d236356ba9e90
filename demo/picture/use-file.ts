import { useEffect, useState } from 'preact/hooks';
import type { ImageDirectory } from '../../src/index.ts';

/** A file of a folder, opened when it is shown. */
export type OpenFile =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly file: File; readonly url: string }
  | { readonly kind: 'failed' };

/** Opens a file and gives it an address, which ends with the component. */
export function useFile(directory: ImageDirectory, path: string): OpenFile {
  const [state, setState] = useState<OpenFile>({ kind: 'opening' });
  useEffect(() => {
    let url = '';
    let isOver = false;
    const show = (file: File): void => {
      if (isOver) return;
      url = URL.createObjectURL(file);
      setState({ kind: 'open', file, url });
    };
    setState({ kind: 'opening' });
    directory.open(path).then(show, () => isOver || setState({ kind: 'failed' }));
    return () => {
      isOver = true;
      URL.revokeObjectURL(url);
    };
  }, [directory, path]);
  return state;
}
