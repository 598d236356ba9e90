import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { writeHex } from './write-hex.ts';

/** Enough to recognise a format by. */
const BYTES = 64;

/** How a file begins, for those who know formats. */
export function FirstBytes({ file }: { readonly file: File }): JSX.Element {
  const [hex, setHex] = useState('');
  useEffect(() => {
    let isOver = false;
    const show = (bytes: ArrayBuffer): void => {
      if (!isOver) setHex(writeHex(new Uint8Array(bytes)));
    };
    // A file that can't be read has been named as such.
    file
      .slice(0, BYTES)
      .arrayBuffer()
      .then(show, () => {});
    return () => {
      isOver = true;
    };
  }, [file]);
  return <pre>{hex}</pre>;
}
