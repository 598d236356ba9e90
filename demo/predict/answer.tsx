import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { PreparedFigure } from '../picture/prepared-figure.tsx';
import { formatPercent } from '../training/format-percent.ts';
import type { Prediction } from './prediction.ts';
import { rankClasses } from './rank-classes.ts';

interface AnswerProps {
  readonly answer: Extract<Prediction, { kind: 'answered' }>;
  readonly classNames: readonly string[];
}

/** As many classes as one reads. */
const SHOWN = 10;

/** A picture, what the model saw of it, and the probability of each class. */
export function Answer({ answer, classNames }: AnswerProps): JSX.Element {
  const { file, source, image, probabilities } = answer;
  const ranked = rankClasses(classNames, probabilities);
  const [best, probability] = ranked[0]!;
  return (
    <div class="answer">
      <div class="pair">
        {source === 'file' && <BroughtPicture file={file} />}
        <PreparedFigure image={image} name={file.name} />
      </div>
      <div>
        {/* Several times a second would be too much to listen to. */}
        <p class="best" role="status" aria-live={source === 'camera' ? 'off' : 'polite'}>
          {best} {formatPercent(probability)}
        </p>
        <ul class="probabilities" aria-label="Probabilities">
          {ranked.slice(0, SHOWN).map(([name, value]) => (
            <li key={name}>
              <span>{name}</span>
              <span class="bar" aria-hidden="true">
                <span style={{ width: `${100 * value}%` }} />
              </span>
              <span class="number">{formatPercent(value)}</span>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function BroughtPicture({ file }: { readonly file: File }): JSX.Element {
  const [url, setUrl] = useState('');
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return (
    <figure class="original">
      {url && <img src={url} alt={file.name} />}
      <figcaption class="path">{file.name}</figcaption>
    </figure>
  );
}
