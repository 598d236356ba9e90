import { byId, element, rowsOf, tableRow } from './dom.ts';
import type { Pictures } from './find-pictures.ts';

/** How many names of files a list shows before it only counts. */
const MAX_NAMES = 100;

/** Keras' own sentence, plural even for one. */
export function foundSentence({ training }: Pictures): string {
  const { files, classes } = training.report.found;
  return `Found ${files} files belonging to ${classes} classes.`;
}

/** Shows classes and what was left out. */
export function showFound({ training, validation }: Pictures): void {
  const classNames = training.classNames;
  const inTraining = countLabels(training.labels, classNames.length);
  const inValidation = countLabels(validation.labels, classNames.length);
  rowsOf(byId('classes')).replaceChildren(
    ...classNames.map((name, label) => tableRow(name, String(inTraining[label]), String(inValidation[label]))),
  );
  showIgnored(training.report.ignored);
}

function countLabels(labels: Int32Array, classCount: number): Uint32Array {
  const counts = new Uint32Array(classCount);
  for (const label of labels) counts[label]! += 1;
  return counts;
}

/** By reason, each with its files. */
function showIgnored(ignored: readonly { readonly path: string; readonly reason: string }[]): void {
  const pathsOf = new Map<string, string[]>();
  for (const { path, reason } of ignored) {
    const paths = pathsOf.get(reason);
    if (paths) paths.push(path);
    else pathsOf.set(reason, [path]);
  }
  const items = Array.from(pathsOf, ([reason, paths]) => `${paths.length} ${reason}: ${shortened(paths).join(', ')}`);
  showDetails('ignored', `Ignored files: ${ignored.length}`, items);
}

/** Shows the files that turned out to be unusable so far; the messages name them. */
export function showSkipped({ training, validation }: Pictures): void {
  const messages = [...training.report.skipped, ...validation.report.skipped].map(({ error }) => error.message);
  showDetails('skipped', `Skipped files, which can't be used: ${messages.length}`, shortened(messages));
}

function shortened(list: readonly string[]): readonly string[] {
  return list.length > MAX_NAMES ? [...list.slice(0, MAX_NAMES), `and ${list.length - MAX_NAMES} more`] : list;
}

function showDetails(id: string, summary: string, items: readonly string[]): void {
  const view = byId(id);
  view.hidden = items.length === 0;
  view.querySelector('summary')!.textContent = summary;
  view.querySelector('ul')!.replaceChildren(...items.map((item) => element('li', item)));
}
