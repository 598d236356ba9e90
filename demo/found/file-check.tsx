import type { JSX } from 'preact';
import { useKeptFocus } from '../controls/kept-focus.ts';
import { formatBytes } from '../messages/format-bytes.ts';
import type { FoundFolder } from '../pictures/folder.ts';
import { describePixels } from './file-facts.ts';
import { startVerification, stopVerification, type Verification, verification } from './verification.ts';

/** How far the check of all files is, and what it found. */
export function FileCheck({ folder }: { readonly folder: FoundFolder }): JSX.Element {
  const check = verification.value;
  return (
    <div {...useKeptFocus<HTMLDivElement>()}>
      {check.kind === 'done' ? <FilesChecked check={check} /> : <FilesBeingChecked check={check} folder={folder} />}
    </div>
  );
}

interface FilesBeingCheckedProps {
  readonly check: Exclude<Verification, { kind: 'done' }>;
  readonly folder: FoundFolder;
}

function FilesBeingChecked({ check, folder }: FilesBeingCheckedProps): JSX.Element {
  const isRunning = check.kind === 'running';
  return (
    <div class="working">
      {isRunning && <progress aria-label="Checking files" value={check.checked} max={check.files} />}
      <p class="line">
        <span class="quiet">{isRunning ? howFar(check) : 'Not all files were checked.'}</span>
        {/* One button for both: it keeps the focus. */}
        <button
          type="button"
          class="small"
          onClick={isRunning ? stopVerification : () => void startVerification(folder)}
        >
          {isRunning ? 'Stop checking' : 'Check all files'}
        </button>
      </p>
    </div>
  );
}

function FilesChecked({ check }: { readonly check: Extract<Verification, { kind: 'done' }> }): JSX.Element {
  const { files, broken, formats, imageSizes, sizes, misnamed } = check;
  const pixels = describePixels(imageSizes);
  return (
    <>
      {/* It takes the focus of the button that goes. */}
      <p tabIndex={-1}>
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

function howFar({ checked, files, bad }: Extract<Verification, { kind: 'running' }>): string {
  return `Checking files: ${checked} of ${files}${bad > 0 ? `, ${bad} broken` : ''}`;
}
