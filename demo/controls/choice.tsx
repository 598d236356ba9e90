import type { JSX } from 'preact';

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly (readonly [value: Value, title: string])[];
  readonly disabled?: boolean;
  readonly onChange: (value: Value) => void;
}

/** One of a few words. */
export function Choice<Value extends string>({
  label,
  value,
  choices,
  disabled,
  onChange,
}: ChoiceProps<Value>): JSX.Element {
  return (
    <label class="control">
      <span>{label}</span>
      <select
        value={value}
        disabled={disabled ?? false}
        onChange={({ currentTarget }) => onChange(currentTarget.value as Value)}
      >
        {choices.map(([name, title]) => (
          <option key={name} value={name} selected={name === value}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}
