import type { JSX } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';

interface NumberFieldProps {
  readonly label: string;
  readonly unit?: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
}

/** An integer within limits. Another one is marked and not used, and gives way to the last right one when the focus leaves. */
export function NumberField({ label, unit, value, min, max, onChange }: NumberFieldProps): JSX.Element {
  const [state, setState] = useState<'right' | 'wrong' | 'restored'>('right');
  const field = useRef<HTMLInputElement>(null);
  const hint = useId();
  // What is being typed stays as it is; a value that changes elsewhere is shown.
  useEffect(() => {
    if (field.current!.valueAsNumber !== value) {
      field.current!.value = String(value);
      setState('right');
    }
  }, [value]);

  const take = (number: number): void => {
    const isRight = Number.isInteger(number) && number >= min && number <= max;
    setState(isRight ? 'right' : 'wrong');
    if (isRight && number !== value) onChange(number);
  };
  // The hint stays: it says why, and without it a button below would move away under the press that takes the focus.
  const restore = (): void => {
    if (state !== 'wrong') return;
    field.current!.value = String(value);
    setState('restored');
  };
  return (
    <label class="control">
      <span>{label}</span>
      <span class="field">
        <input
          ref={field}
          type="number"
          inputMode="numeric"
          min={min}
          max={max}
          step={1}
          defaultValue={String(value)}
          aria-label={label}
          aria-invalid={state === 'wrong'}
          aria-describedby={hint}
          onInput={({ currentTarget }) => take(currentTarget.valueAsNumber)}
          onBlur={restore}
        />
        {unit && <small aria-hidden="true">{unit}</small>}
      </span>
      <small id={hint} class="wrong">
        {state !== 'right' && `A whole number from ${min} to ${max}.`}
      </small>
    </label>
  );
}
