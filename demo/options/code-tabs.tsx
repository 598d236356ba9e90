import type { JSX } from 'preact';
import { CopyButton } from '../controls/copy-button.tsx';
import { Tabs } from '../controls/tabs.tsx';
import { choices } from '../training/training-choices.ts';
import { options } from './options-state.ts';
import { pythonCode } from './python-code.ts';
import { writeLibraryCode } from './write-library-code.ts';
import { writeSetupCode } from './write-setup-code.ts';

/** The code that loads what is shown. */
export function CodeTabs(): JSX.Element {
  const { epochs } = choices.value;
  const tabs: readonly (readonly [title: string, code: string])[] = [
    ['This library', writeLibraryCode(options.value, epochs)],
    ['Python (Keras)', pythonCode(options.value, epochs)],
    ['npm set-up', writeSetupCode()],
  ];
  return (
    <Tabs
      label="Code"
      tabs={tabs.map(([title, code]) => ({
        title,
        panel: (
          <div class="code">
            <CopyButton text={code} />
            {/* It scrolls, so a keyboard has to reach it. */}
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls needs the focus */}
            <pre tabIndex={0}>
              <code>{code}</code>
            </pre>
          </div>
        ),
      }))}
    />
  );
}
