import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Choice } from '../controls/choice.tsx';
import { FileButton } from '../controls/file-button.tsx';
import { useKeptFocus } from '../controls/kept-focus.ts';
import { chooseExtractor, choosePixelRange, extractorChoice, removeExtractor } from './extractor-choice.ts';
import { PIXEL_RANGES } from './pixel-range.ts';

/** Where features come from: learnt here, or from a model of others. */
export function ExtractorControls({ isDisabled }: { readonly isDisabled: boolean }): JSX.Element {
  const chosen = extractorChoice.value;
  return (
    <details class="extractor" open={chosen.kind !== 'none'} {...useKeptFocus<HTMLDetailsElement>()}>
      <summary>Transfer learning</summary>
      <fieldset disabled={isDisabled}>
        <legend class="visually-hidden">Where features come from</legend>
        {chosen.kind === 'loaded' ? <LoadedExtractor chosen={chosen} /> : <ExtractorSource />}
      </fieldset>
      <p class="problem" role="alert" hidden={chosen.kind !== 'failed'}>
        {chosen.kind === 'failed' && chosen.problem}
      </p>
    </details>
  );
}

function ExtractorSource(): JSX.Element {
  const [address, setAddress] = useState('');
  const isLoading = extractorChoice.value.kind === 'loading';
  return (
    <>
      <p class="quiet">
        A tfjs model that was trained on many pictures already knows features, so a layer on top of it learns your
        classes from a few. Give the address of its model.json, or drop its files on this page.
      </p>
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          void chooseExtractor(address);
        }}
      >
        <label class="control wide">
          <span>Address of a feature extractor</span>
          <input
            type="url"
            required
            placeholder="https://…/model.json"
            value={address}
            onInput={({ currentTarget }) => setAddress(currentTarget.value)}
          />
        </label>
        <button type="submit" disabled={isLoading}>
          {isLoading ? 'Loading …' : 'Load'}
        </button>
        <FileButton label="Choose model files" isMultiple onFiles={(files) => void chooseExtractor(files)} />
      </form>
    </>
  );
}

function LoadedExtractor({
  chosen,
}: {
  readonly chosen: Extract<typeof extractorChoice.value, { kind: 'loaded' }>;
}): JSX.Element {
  const { extractor, range } = chosen;
  const { imageSize, colorMode } = extractor.input;
  return (
    <>
      <p class="path" role="status">
        Features from {extractor.name}: {extractor.features} for each picture of {imageSize} × {imageSize} pixels,{' '}
        {colorMode}.
      </p>
      <div class="row">
        <Choice label="It takes pixels from" value={range} choices={PIXEL_RANGES} onChange={choosePixelRange} />
        <button type="button" onClick={removeExtractor}>
          Do without
        </button>
      </div>
    </>
  );
}
