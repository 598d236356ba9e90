import type { JSX } from 'preact';
import { Switch } from '../controls/switch.tsx';
import { changeOptions, options } from '../options/options-state.ts';
import { verification } from './verification.ts';

/** Says how many photographs lie on their side, and turns them. */
export function RotatedPhotographs(): JSX.Element | null {
  const check = verification.value;
  if (check.kind !== 'done' || check.rotated === 0) return null;
  const count = check.rotated === 1 ? '1 photograph is' : `${check.rotated} photographs are`;
  return (
    <div class="rotated">
      <p>{count} upright only when turned as the EXIF data says. Keras ignores that.</p>
      <Switch
        label="Turn photographs upright"
        isOn={options.value.upright}
        onChange={(upright) => changeOptions({ upright })}
      />
    </div>
  );
}
