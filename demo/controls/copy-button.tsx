import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** Copies a text, and says so until the text changes. */
export function CopyButton({ text }: { readonly text: string }): JSX.Element {
  const [said, say] = useState('');
  useEffect(() => say(''), [text]);

  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      say('Copied');
    } catch {
      say('This browser does not let pages copy: select the lines instead');
    }
  };
  return (
    <p class="copy">
      <span role="status">{said}</span>
      <button type="button" class="small" onClick={() => void copy()}>
        Copy
      </button>
    </p>
  );
}
