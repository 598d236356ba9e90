import type { JSX } from 'preact';
import type { DatasetReport } from '../../src/index.ts';
import { DetailsList } from '../controls/details-list.tsx';
import { BROWSER_FORMATS, isForBrowser } from '../options/browser-formats.ts';

/** How many names stand behind a reason. */
const MAX_NAMES = 20;

/** The files that are no part of the dataset, by their reasons. */
export function IgnoredFiles({ ignored }: Pick<DatasetReport, 'ignored'>): JSX.Element {
  const pathsOf = new Map<string, string[]>();
  for (const { path, reason } of ignored) {
    const paths = pathsOf.get(reason);
    if (paths) paths.push(path);
    else pathsOf.set(reason, [path]);
  }
  return (
    <DetailsList
      summary={`Ignored files: ${ignored.length}`}
      items={[...pathsOf]}
      show={([reason, paths]) => `${paths.length} ${reason}${remedy(reason)}: ${shortened(paths)}`}
    />
  );
}

function remedy(reason: string): string {
  return isForBrowser(reason) ? `, taken with “${BROWSER_FORMATS}”` : '';
}

function shortened(paths: readonly string[]): string {
  const more = paths.length - MAX_NAMES;
  return [...paths.slice(0, MAX_NAMES), ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
}
