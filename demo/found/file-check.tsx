import type { JSX } from 'preact';
import type { FoundFolder } from '../pictures/folder.ts';
import { describePixels } from './file-facts.ts';
import { formatBytes } from './format-bytes.ts';
import { startVerification, stopVerification, verification } from './verification.ts';

/** How far the check of all files is, and what it found. */
export function FileCheck({ folder }: { readonly folder: FoundFolder }): JSX.Element {
  const check = verification.value;
  if (check.kind === 'stopped') {
    return (
      <p class="line">
        <span class="quiet">Not all files were checked.</span>
        <button type="button" class="small" onClick={() => void startVerification(folder)}>
          Check all files
        </button>
      </p>
    );
  }
  if (check.kind === 'running') {
    const { checked, files, bad } = check;
    return (
      <div class="working">
        <progress aria-label="Checking files" value={checked} max={files} />
        <p class="line">
          <span class="quiet">
            Checking files: {checked} of {files}
            {bad > 0 && `, ${bad} broken`}
          </span>
          <button type="button" class="small" onClick={stopVerification}>
            Stop checking
          </button>
        </p>
      </div>
    );
  }
  const { files, broken, formats, imageSizes, sizes, misnamed } = check;
  const pixels = describePixels(imageSizes);
  return (
    <>
      <p>
        All {files} files checked, {broken.length === 0 ? 'none is broken' : `${broken.length} broken`}.
      </p>
      <dl class="facts">
        {formats.length > 0 && (
          <>
            <dt>Formats</dt>
            <dd>{formats.map(([format, count]) => `${count} ${format}`).join(', ')}</dd>
          </>
        )}
        {pixels && (
          <>
            <dt>Pixels</dt>
            <dd>{pixels}</dd>
          </>
        )}
        <dt>Sizes</dt>
        <dd>
          {formatBytes(sizes.smallest)} to {formatBytes(sizes.largest)}, half of them below {formatBytes(sizes.median)};{' '}
          {formatBytes(sizes.sum)} in all
        </dd>
        {misnamed.length > 0 && (
          <>
            <dt>Misnamed</dt>
            <dd>
              {misnamed.length} of another format than their names say, such as {misnamed[0]!.path}: they are decoded by
              their content
            </dd>
          </>
        )}
      </dl>
    </>
  );
}
