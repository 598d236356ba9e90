import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ImageDirectory } from '../../src/index.ts';
import { fileName } from '../picture/file-name.ts';
import { openPicture } from '../picture/opened-picture.ts';
import { OriginalPicture } from '../picture/original-picture.tsx';
import { PreparedFigure } from '../picture/prepared-figure.tsx';
import { PreparedPicture } from '../picture/prepared-picture.tsx';
import { shownBatch } from './shown-batch.ts';

interface SampleGridProps {
  readonly directory: ImageDirectory;
  readonly labelledBy: string;
}

/** A batch as tensors; the one under the pointer or the focus stands large beside its original. */
export function SampleGrid({ directory, labelledBy }: SampleGridProps): JSX.Element {
  const { samples, state } = shownBatch.value;
  const [looked, look] = useState('');
  const current = samples.find(({ path }) => path === looked) ?? samples[0];
  return (
    <div class="batch" aria-busy={state === 'loading'}>
      <ul class="samples" aria-labelledby={labelledBy}>
        {samples.map((sample) => {
          const { path, className, image } = sample;
          const name = fileName(path);
          return (
            <li key={path}>
              <button
                type="button"
                class="tile"
                title={path}
                aria-current={sample === current}
                onPointerEnter={() => look(path)}
                onFocus={() => look(path)}
                onClick={() => openPicture({ directory, path, caption: `Labelled “${className}”.`, prepared: image })}
              >
                <PreparedPicture image={image} label={`${className}: ${name}`} />
              </button>
              <strong>{className}</strong>
              <span class="quiet">{name}</span>
            </li>
          );
        })}
      </ul>
      {current && (
        <aside class="comparison" aria-label="Original and prepared">
          <OriginalPicture directory={directory} path={current.path} />
          <PreparedFigure image={current.image} name={current.path} />
          <p class="path">{current.path}</p>
        </aside>
      )}
    </div>
  );
}
