import type { JSX } from 'preact';
import type { FoundFolder } from '../pictures/folder.ts';
import { BrokenFiles } from './broken-files.tsx';
import { countClasses } from './class-counts.ts';
import { classNotes } from './class-notes.ts';
import { ClassTable } from './class-table.tsx';
import { FileCheck } from './file-check.tsx';
import { IgnoredFiles } from './ignored-files.tsx';
import { RotatedPhotographs } from './rotated-photographs.tsx';

/** What is in the folder. */
export function FoundSection({ folder }: { readonly folder: FoundFolder }): JSX.Element {
  const { training, validation } = folder.pictures;
  const counts = countClasses(training, validation);
  return (
    <section aria-labelledby="found-heading">
      <h2 id="found-heading">What was found</h2>
      <div class="columns">
        <div>
          <ClassTable counts={counts} labelledBy="found-heading" />
          {classNotes(counts).map((note) => (
            <p key={note} class="note">
              {note}
            </p>
          ))}
        </div>
        <div>
          <FileCheck folder={folder} />
          <RotatedPhotographs />
          <BrokenFiles directory={folder.directory} />
          <IgnoredFiles ignored={training.report.ignored} />
        </div>
      </div>
    </section>
  );
}
