import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ImageDirectory } from '../../src/index.ts';
import { formatBytes } from '../messages/format-bytes.ts';
import { FirstBytes } from './first-bytes.tsx';
import { useFile } from './use-file.ts';

interface OriginalPictureProps {
  readonly directory: ImageDirectory;
  readonly path: string;
}

/** A file as the browser shows it, with its size. */
export function OriginalPicture({ directory, path }: OriginalPictureProps): JSX.Element {
  const opened = useFile(directory, path);
  const [pixels, setPixels] = useState('');
  const [isUnreadable, setUnreadable] = useState(false);
  useEffect(() => {
    setPixels('');
    setUnreadable(false);
  }, [path]);

  const isShown = opened.kind === 'open' && !isUnreadable;
  const size = opened.kind === 'open' ? formatBytes(opened.file.size) : '';
  return (
    <figure class="original">
      {isShown ? (
        <img
          src={opened.url}
          alt={`Original of ${path}`}
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
            setPixels(`${naturalWidth} × ${naturalHeight} pixels`)
          }
          onError={() => setUnreadable(true)}
        />
      ) : (
        <div class="placeholder quiet">
          {opened.kind !== 'opening' && <p>The browser can't show this file.</p>}
          {opened.kind === 'open' && <FirstBytes file={opened.file} />}
        </div>
      )}
      <figcaption>
        Original <span class="quiet">{[pixels, size].filter(Boolean).join(', ')}</span>
      </figcaption>
    </figure>
  );
}
