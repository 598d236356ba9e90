import type { JSX } from 'preact';
import { Scroller } from '../controls/scroller.tsx';
import { formatPercent } from './format-percent.ts';
import type { EpochResult } from './train.ts';

/** The curves as numbers. */
export function EpochTable({ results }: { readonly results: readonly EpochResult[] }): JSX.Element {
  return (
    <details class="epochs">
      <summary>Epochs as a table</summary>
      <Scroller label="Epochs as a table">
        <table aria-label="Epochs">
          <thead>
            <tr>
              <th scope="col">Epoch</th>
              <th scope="col">Loss</th>
              <th scope="col">Accuracy</th>
              <th scope="col">Validation loss</th>
              <th scope="col">Validation accuracy</th>
            </tr>
          </thead>
          <tbody>
            {results.map(({ epoch, share, loss, accuracy, validationLoss, validationAccuracy }) => (
              <tr key={epoch}>
                <th scope="row">
                  {epoch + 1}
                  {share < 1 && ', stopped'}
                </th>
                <td>{loss.toFixed(3)}</td>
                <td>{formatPercent(accuracy)}</td>
                <td>{validationLoss.toFixed(3)}</td>
                <td>{formatPercent(validationAccuracy)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
    </details>
  );
}
