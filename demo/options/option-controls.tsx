import type { JSX } from 'preact';
import type { ColorMode, DecodeChoice, EngineChoice } from '../../src/index.ts';
import { Choice } from '../controls/choice.tsx';
import { NumberField } from '../controls/number-field.tsx';
import { type Fit, INTERPOLATIONS, type LoaderOptions } from './loader-options.ts';
import { changeOptions, options } from './options-state.ts';

const FITS: readonly Fit[] = ['stretch', 'crop', 'pad'];
const COLORS: readonly ColorMode[] = ['rgb', 'grayscale', 'rgba'];
const DECODINGS: readonly DecodeChoice[] = ['exact', 'browser', 'reduced'];
const CACHES = ['none', 'memory', 'disk'] as const;
const ENGINES: readonly EngineChoice[] = ['auto', 'webgpu', 'cpu'];

/** The options of the loader that change what a model sees, and how fast it gets it; a change shows at once. */
export function OptionControls(): JSX.Element {
  const { imageSize, fit, interpolation, colorMode, decode, batchSize, seed, validationSplit, cache, engine } =
    options.value;
  const set =
    <Name extends keyof LoaderOptions>(name: Name) =>
    (value: LoaderOptions[Name]): void =>
      changeOptions({ [name]: value });
  return (
    <fieldset class="controls">
      <legend class="visually-hidden">Options of the loader</legend>
      <NumberField label="Image size" unit="pixels" value={imageSize} min={8} max={512} onChange={set('imageSize')} />
      <Choice label="Fit" value={fit} choices={FITS} onChange={set('fit')} />
      <Choice label="Interpolation" value={interpolation} choices={INTERPOLATIONS} onChange={set('interpolation')} />
      <Choice label="Colour" value={colorMode} choices={COLORS} onChange={set('colorMode')} />
      <Choice label="Decoding" value={decode} choices={DECODINGS} onChange={set('decode')} />
      <NumberField label="Batch size" unit="pictures" value={batchSize} min={1} max={256} onChange={set('batchSize')} />
      <NumberField label="Seed" value={seed} min={0} max={4294967295} onChange={set('seed')} />
      <NumberField
        label="Validation split"
        unit="%"
        value={Math.round(validationSplit * 100)}
        min={1}
        max={99}
        onChange={(percent) => changeOptions({ validationSplit: percent / 100 })}
      />
      <Choice
        label="Cache"
        value={cache || 'none'}
        choices={CACHES}
        onChange={(name) => changeOptions({ cache: name === 'none' ? false : name })}
      />
      <Choice label="Engine" value={engine} choices={ENGINES} onChange={set('engine')} />
    </fieldset>
  );
}
