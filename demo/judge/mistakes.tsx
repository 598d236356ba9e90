import type { JSX } from 'preact';
import type { ImageDirectory } from '../../src/index.ts';
import { fileName } from '../picture/file-name.ts';
import { openPicture } from '../picture/opened-picture.ts';
import { useFile } from '../picture/use-file.ts';
import type { Judged } from '../training/evaluate.ts';
import { formatPercent } from '../training/format-percent.ts';

interface MistakesProps {
  /** The worst first. */
  readonly mistakes: readonly Judged[];
  readonly classNames: readonly string[];
  readonly directory: ImageDirectory;
}

/** As many as one looks at. */
const SHOWN = 12;

/** The worst mistakes, with their pictures; a click opens one. */
export function Mistakes({ mistakes, classNames, directory }: MistakesProps): JSX.Element {
  return (
    <div>
      <h3 id="mistakes-heading">Worst mistakes</h3>
      {mistakes.length === 0 ? (
        <p>There are none.</p>
      ) : (
        <ul class="samples" aria-labelledby="mistakes-heading">
          {mistakes.slice(0, SHOWN).map(({ path, label, predicted, confidence }) => (
            <Mistake
              key={path}
              directory={directory}
              path={path}
              truth={classNames[label]!}
              guess={classNames[predicted]!}
              confidence={confidence}
            />
          ))}
        </ul>
      )}
      {mistakes.length > SHOWN && <p class="quiet">and {mistakes.length - SHOWN} more</p>}
    </div>
  );
}

interface MistakeProps {
  readonly directory: ImageDirectory;
  readonly path: string;
  readonly truth: string;
  readonly guess: string;
  readonly confidence: number;
}

function Mistake({ directory, path, truth, guess, confidence }: MistakeProps): JSX.Element {
  const opened = useFile(directory, path);
  const caption = `“${truth}”, taken for “${guess}” with ${formatPercent(confidence)}.`;
  return (
    <li>
      <button
        type="button"
        class="tile"
        title={path}
        aria-label={`Open ${path}`}
        onClick={() => openPicture({ directory, path, caption })}
      >
        {opened.kind === 'open' && <img src={opened.url} alt="" />}
      </button>
      <strong>{truth}</strong>
      <span class="guess">taken for {guess},</span>
      <span>{formatPercent(confidence)} sure</span>
      <span class="quiet">{fileName(path)}</span>
    </li>
  );
}
