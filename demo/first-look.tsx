import type { JSX } from 'preact';

const STEPS: readonly (readonly [title: string, text: string])[] = [
  ['See what the model sees', 'Every picture as the tensor it becomes, beside its original. Broken files are named.'],
  ['Train it here', 'A small network, or a layer on top of a model that others trained. Pause, look, go on.'],
  ['Take it home', 'The model, its preprocessing, and the lines that make the same split in Python with Keras.'],
];

/** What can be done here, for those who see the page for the first time. */
export function FirstLook(): JSX.Element {
  return (
    <ol class="first-look">
      {STEPS.map(([title, text]) => (
        <li key={title}>
          <strong>{title}</strong>
          <p class="quiet">{text}</p>
        </li>
      ))}
    </ol>
  );
}
