import type { JSX } from 'preact';
import { Scroller } from '../controls/scroller.tsx';
import { type ClassCount, total } from './class-counts.ts';

interface ClassTableProps {
  readonly counts: readonly ClassCount[];
  readonly labelledBy: string;
}

/** The classes and how many files each has, as numbers and as bars. */
export function ClassTable({ counts, labelledBy }: ClassTableProps): JSX.Element {
  const most = Math.max(...counts.map(total), 1);
  return (
    <Scroller label="Classes">
      <table class="classes" aria-labelledby={labelledBy}>
        <thead>
          <tr>
            <th scope="col">Class</th>
            <th scope="col" class="number">
              Training
            </th>
            <th scope="col" class="number">
              Validation
            </th>
          </tr>
        </thead>
        <tbody>
          {counts.map((count) => (
            <tr key={count.name}>
              <th scope="row">
                {count.name}
                <span class="bar" aria-hidden="true">
                  <span style={{ width: `${(100 * count.training) / most}%` }} />
                  <span class="validation" style={{ width: `${(100 * count.validation) / most}%` }} />
                </span>
              </th>
              <td class="number">{count.training}</td>
              <td class="number">{count.validation}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}
