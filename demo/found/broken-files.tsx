import type { JSX } from 'preact';
import type { ImageDirectory } from '../../src/index.ts';
import { DetailsList } from '../controls/details-list.tsx';
import { downloadFile } from '../download-file.ts';
import { explainError } from '../messages/explain-error.ts';
import { openPicture } from '../picture/opened-picture.ts';
import { verification } from './verification.ts';
import { writeCsv } from './write-csv.ts';

/** The files that can't be used, with the reason of each. */
export function BrokenFiles({ directory }: { readonly directory: ImageDirectory }): JSX.Element | null {
  const check = verification.value;
  if (check.kind !== 'done') return null;
  const { broken } = check;
  const exportCsv = (): void => {
    const rows = broken.map(({ path, error }) => [path, error.tag, error.message]);
    downloadFile('broken-files.csv', new Blob([writeCsv([['path', 'kind', 'reason'], ...rows])], { type: 'text/csv' }));
  };
  return (
    <DetailsList
      summary={`Broken files, which are skipped: ${broken.length}`}
      items={broken}
      isOpen
      show={({ path, error }) => (
        <>
          <span>{explainError(error)}</span>{' '}
          <button
            type="button"
            class="small"
            aria-label={`Preview ${path}`}
            onClick={() => openPicture({ directory, path, caption: explainError(error) })}
          >
            Preview
          </button>
        </>
      )}
    >
      <p>
        <button type="button" class="small" onClick={exportCsv}>
          Export as CSV
        </button>
      </p>
    </DetailsList>
  );
}
