import type { JSX } from 'preact';
import { Scroller } from '../controls/scroller.tsx';
import type { ConfusionMatrix } from './confusion-matrix.ts';

interface ConfusionTableProps {
  readonly matrix: ConfusionMatrix;
  readonly classNames: readonly string[];
}

/** What was taken for what; the share of a row is its shade. */
export function ConfusionTable({ matrix, classNames }: ConfusionTableProps): JSX.Element {
  const { labels, counts, omitted } = matrix;
  return (
    <Scroller label="Confusion matrix">
      <table class="confusion" aria-labelledby="confusion-heading">
        <thead>
          <tr>
            <th scope="col">Class</th>
            {labels.map((label) => (
              <th key={label} scope="col">
                <span>{classNames[label]}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {labels.map((label, row) => {
            const sum = counts[row]!.reduce((total, count) => total + count, 0);
            return (
              <tr key={label}>
                <th scope="row">
                  <span>{classNames[label]}</span>
                </th>
                {counts[row]!.map((count, column) => (
                  <td
                    key={labels[column]}
                    class={row === column ? 'right' : count > 0 ? 'mistaken' : ''}
                    style={{ '--share': sum > 0 ? count / sum : 0 }}
                  >
                    {count}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
      {omitted > 0 && <p class="quiet">{omitted} classes with fewer mistakes are not shown.</p>}
    </Scroller>
  );
}
