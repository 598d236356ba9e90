import type { JSX } from 'preact';

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly Value[];
  /** Where values don't say enough. */
  readonly titles?: Readonly<Record<Value, string>>;
  readonly onChange: (value: Value) => void;
}

/** One of a few words. */
export function Choice<Value extends string>({
  label,
  value,
  choices,
  titles,
  onChange,
}: ChoiceProps<Value>): JSX.Element {
  return (
    <label class="control">
      <span>{label}</span>
      <select value={value} onChange={({ currentTarget }) => onChange(currentTarget.value as Value)}>
        {choices.map((choice) => (
          <option key={choice} value={choice} selected={choice === value}>
            {titles?.[choice] ?? choice}
          </option>
        ))}
      </select>
    </label>
  );
}
